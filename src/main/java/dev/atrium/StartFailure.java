package dev.atrium;

import dev.atrium.cluster.SettingsException;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.tomcat.ConnectorStartFailedException;
import org.springframework.boot.web.server.PortInUseException;

/**
 * Why a start failed, in words for an operator.
 *
 * @param sentence   what happened and what to do
 * @param isForeseen whether the sentence says it all; otherwise the trace is needed too
 */
record StartFailure(String sentence, boolean isForeseen) {

    private static final String SOME_PORT_TAKEN =
            "A port of this process is taken. Stop what listens there, or configure others: port and operations-port"
                    + " under atrium.gateway or atrium.worker.";
    private static final int ACCESS_DENIED = 1045;
    private static final int ACCESS_DENIED_TO_DATABASE = 1044;

    /** A setting is wrong; the message says which and how. */
    static final class InvalidSetting extends RuntimeException {

        private static final long serialVersionUID = 1L;

        InvalidSetting(String message) {
            super(message);
        }
    }

    static StartFailure of(Throwable failure) {
        for (var cause : causes(failure)) {
            var sentence = sentenceOf(cause);
            if (sentence.isPresent()) {
                return new StartFailure(sentence.get(), true);
            }
        }
        var root = causes(failure).getLast();
        return new StartFailure("Atrium could not start: %s".formatted(root.getMessage()), false);
    }

    private static Optional<String> sentenceOf(Throwable cause) {
        return switch (cause) {
            case InvalidSetting invalid -> Optional.of(String.valueOf(invalid.getMessage()));
            case SettingsException invalid -> Optional.of(String.valueOf(invalid.getMessage()));
            case PortInUseException taken -> Optional.of(portTaken(Integer.toString(taken.getPort())));
            case ConnectorStartFailedException taken -> Optional.of(portTaken(Integer.toString(taken.getPort())));
            case IOException io
            when String.valueOf(io.getMessage()).contains("Address already in use") -> Optional.of(SOME_PORT_TAKEN);
            case InvalidConfigurationPropertyValueException invalid -> Optional.of(invalidValue(invalid));
            case org.springframework.boot.context.properties.bind.BindException invalid ->
                Optional.of(notConvertible(invalid));
            case SQLException sql -> Optional.of(mysql(sql));
            default -> Optional.empty();
        };
    }

    private static String portTaken(String port) {
        return "Port %s is taken. Stop what listens there, or configure another port.".formatted(port);
    }

    private static String invalidValue(InvalidConfigurationPropertyValueException invalid) {
        return "The setting %s is wrong: %s. Correct it.".formatted(invalid.getName(), invalid.getReason());
    }

    private static String notConvertible(org.springframework.boot.context.properties.bind.BindException invalid) {
        var root = causes(invalid).getLast();
        if (root instanceof IllegalArgumentException
                && String.valueOf(root.getMessage()).startsWith("atrium.")) {
            return "A setting is wrong: %s.".formatted(root.getMessage());
        }
        var property = invalid.getProperty();
        var value = property == null ? "its value" : "'%s'".formatted(property.getValue());
        return "The setting %s is wrong: %s (expected: %s)."
                .formatted(
                        invalid.getName(),
                        value,
                        ExpectedValue.of(invalid.getTarget().getType()));
    }

    private static String mysql(SQLException sql) {
        if (sql.getErrorCode() == ACCESS_DENIED || sql.getErrorCode() == ACCESS_DENIED_TO_DATABASE) {
            return "MySQL refuses the account: %s. Correct the user and password under atrium.mysql."
                    .formatted(sql.getMessage());
        }
        var root = causes(sql).getLast();
        return "MySQL cannot be used: %s. Start it, or correct atrium.mysql.url.".formatted(root.getMessage());
    }

    /** From the outermost to the innermost. */
    private static List<Throwable> causes(Throwable failure) {
        var causes = new ArrayList<Throwable>();
        for (Throwable cause = failure; cause != null && !causes.contains(cause); cause = cause.getCause()) {
            causes.add(cause);
        }
        return causes;
    }
}

package dev.atrium.cluster;

/** A setting that shows to be wrong or missing only when it is used. Its message tells an operator what to do. */
public final class SettingsException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    SettingsException(String message) {
        super(message);
    }

    SettingsException(String message, Throwable cause) {
        super(message, cause);
    }
}

package dev.atrium.launcher;

import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** The portal's management port, asked as the local operator. */
final class Management {

    static final String TOKEN = "management-token";
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final String url;
    private final Secrets secrets;

    Management(Home home, Endpoints endpoints) {
        this.url = endpoints.url(Service.MANAGEMENT) + "/manage/v1/";
        this.secrets = home.secrets();
    }

    /** @throws CommandException when Atrium does not run, or refuses, with its reason */
    String get(String path) throws IOException {
        return checked(() -> Http.get(url + path, token(), PATIENCE));
    }

    /** @throws CommandException when Atrium does not run, or refuses, with its reason */
    String post(String path, Map<String, String> fields) throws IOException {
        return checked(() -> Http.post(url + path, token(), Json.object(fields), PATIENCE));
    }

    private Optional<String> token() {
        return Optional.of(secrets.get(TOKEN));
    }

    private static String checked(Steps.Step<Http.Answer> call) throws IOException {
        try {
            Http.Answer answer = call.run();
            if (answer.isGood()) {
                return answer.body();
            }
            throw new CommandException(Json.first(answer.body(), "detail")
                    .orElse("The management port answered %d: %s".formatted(answer.status(), answer.body())));
        } catch (ConnectException e) {
            throw new CommandException(
                    "Atrium does not run. Start it with ./atrium run, and wait until it is ready.", e);
        }
    }
}

package dev.atrium.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** Sees to it that a worker that has not joined finds a token to join with. */
final class JoinToken {

    private static final String NAME = "join-token";
    // A token is good for an hour and one use. A worker that still has not joined may need another.
    private static final Duration EVERY = Duration.ofSeconds(30);

    private final Installation installation;
    private final Management management;
    private long issuedNanos = System.nanoTime() - EVERY.toNanos();

    JoinToken(Installation installation, Management management) {
        this.installation = installation;
        this.management = management;
    }

    /** Where the worker looks for a token. */
    static Path file(Installation installation) {
        return installation.home().secrets().file(NAME);
    }

    /** Issues a token if the worker has not joined; the portal must be ready. */
    void issueIfNeeded() throws IOException {
        if (installation.variables().text("ATRIUM_WORKER_JOIN_TOKEN_FILE").isPresent() || hasJoined()) {
            return;
        }
        issuedNanos = System.nanoTime();
        String answer = management.post("join-tokens", Map.of("pool", "default"));
        String token = Json.first(answer, "token")
                .orElseThrow(() -> new CommandException("The management port sent no join token: " + answer));
        installation.home().secrets().write(NAME, token);
    }

    /** The same, now and then; while the portal is away it waits for the next time. */
    void renewIfNeeded() throws IOException {
        if (System.nanoTime() - issuedNanos < EVERY.toNanos()) {
            return;
        }
        issuedNanos = System.nanoTime();
        try {
            issueIfNeeded();
        } catch (IOException | CommandException e) {
            // The portal is starting again.
        }
    }

    // The worker writes its key on the first line, and its id on the second once it has joined.
    private boolean hasJoined() {
        Path data = installation
                .variables()
                .path("ATRIUM_WORKER_DATA")
                .orElse(installation.home().path().resolve("worker"));
        try {
            return Files.readAllLines(data.resolve("identity")).size() > 1;
        } catch (IOException e) {
            return false;
        }
    }
}

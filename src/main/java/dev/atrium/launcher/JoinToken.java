package dev.atrium.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Sees to it that a worker that has not joined finds a token to join with. */
final class JoinToken {

    private static final String NAME = "join-token";
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(5);
    // Longer than a worker takes to find a token and try it.
    private static final Duration BETWEEN_TOKENS = Duration.ofSeconds(10);
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Installation installation;
    private final Endpoints endpoints;
    private long lookedNanos = System.nanoTime();
    private long issuedNanos = System.nanoTime() - BETWEEN_TOKENS.toNanos();

    JoinToken(Installation installation, Endpoints endpoints) {
        this.installation = installation;
        this.endpoints = endpoints;
    }

    /** Where the worker looks for a token. */
    static Path file(Installation installation) {
        return installation.home().secrets().file(NAME);
    }

    /** Issues a token if there is none for a worker that has never joined; the portal must be ready. */
    void issueFirst() throws IOException {
        if (isOurs() && !hasJoined() && !Files.exists(file(installation))) {
            issue();
        }
    }

    /**
     * Issues a token if the worker says that it needs one: it has not joined, and there is none or the portal refused
     * the one there is. While the portal is away it waits for the next time.
     *
     * @param readiness what the worker answers to the question whether it is ready
     */
    void issueIfAsked(String readiness) {
        boolean isAsked = Json.first(readiness, "needs_join_token").equals(Optional.of("true"));
        if (!isAsked || !isOurs() || System.nanoTime() - issuedNanos < BETWEEN_TOKENS.toNanos()) {
            return;
        }
        try {
            issue();
        } catch (IOException | UncheckedIOException | CommandException e) {
            // The portal is starting again, or the disk is full: the worker will ask again.
        }
    }

    /** Asks the worker now and then, unless it has joined. */
    void renewIfNeeded() {
        if (System.nanoTime() - lookedNanos < BETWEEN_LOOKS.toNanos() || hasJoined()) {
            return;
        }
        lookedNanos = System.nanoTime();
        try {
            String url = endpoints.url(Service.WORKER_OPERATIONS) + "/readyz";
            issueIfAsked(Http.get(url, Optional.empty(), PATIENCE).body());
        } catch (IOException e) {
            // The worker is starting again.
        }
    }

    private void issue() throws IOException {
        issuedNanos = System.nanoTime();
        String answer = new Management(installation.home(), endpoints).post("join-tokens", Map.of("pool", "default"));
        String token = Json.first(answer, "token")
                .orElseThrow(() -> new CommandException("The management port sent no join token: " + answer));
        installation.home().secrets().write(NAME, token);
    }

    private boolean isOurs() {
        return installation.variables().text("ATRIUM_WORKER_JOIN_TOKEN_FILE").isEmpty();
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

package dev.atrium.worker;

import dev.atrium.agent.Files;
import dev.atrium.agent.Heartbeat;
import dev.atrium.agent.Join;
import dev.atrium.agent.SignedRequest;
import dev.atrium.shared.Digest;
import dev.atrium.shared.ReplicaId;
import dev.atrium.worker.PortalException.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Calls the portal, every call signed. It follows no redirect and uses no proxy: it talks to the portal alone. */
final class PortalClient implements AutoCloseable {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(20);
    private static final int OK = 200;
    private static final int SUCCESS_END = 300;
    private static final int SERVER_ERROR = 500;
    private static final int TOO_MANY = 429;
    private static final int REASON_LENGTH = 300;

    private final URI portal;
    private final Identity identity;
    private final JsonMapper json;
    private final Clock clock;
    private final AtomicLong signedMillis = new AtomicLong();
    private final HttpClient http = HttpClient.newBuilder()
            .version(Version.HTTP_1_1)
            .connectTimeout(CONNECT_TIMEOUT)
            .followRedirects(Redirect.NEVER)
            .proxy(ProxySelector.of(null))
            .build();

    PortalClient(URI portal, Identity identity, JsonMapper json, Clock clock) {
        this.portal = portal;
        this.identity = identity;
        this.json = json;
        this.clock = clock;
    }

    URI portal() {
        return portal;
    }

    Join.Answer join(Join.Request request) throws PortalException, InterruptedException {
        return call(Join.PATH, request, Join.Answer.class);
    }

    Heartbeat.Answer heartbeat(Heartbeat.Request request) throws PortalException, InterruptedException {
        return call(Heartbeat.PATH, request, Heartbeat.Answer.class);
    }

    /**
     * Opens a file of a replica.
     *
     * @param from first byte wanted; the answer may nevertheless be the whole file (status 200)
     */
    HttpResponse<InputStream> file(ReplicaId replica, Digest digest, long from)
            throws IOException, InterruptedException {
        var request = signed("GET", Files.path(replica, digest), new byte[0]);
        if (from > 0) {
            request.header("range", "bytes=%d-".formatted(from));
        }
        return http.send(request.GET().build(), BodyHandlers.ofInputStream());
    }

    @Override
    public void close() {
        http.shutdownNow();
    }

    private <T> T call(String path, Object body, Class<T> type) throws PortalException, InterruptedException {
        try {
            var bytes = json.writeValueAsBytes(body);
            var request = signed("POST", path, bytes)
                    .header("content-type", "application/json")
                    .POST(BodyPublishers.ofByteArray(bytes))
                    .build();
            var answer = http.send(request, BodyHandlers.ofByteArray());
            if (answer.statusCode() >= OK && answer.statusCode() < SUCCESS_END) {
                return json.readValue(answer.body(), type);
            }
            throw refusal(answer.statusCode(), answer.body());
        } catch (IOException e) {
            throw new PortalException(Kind.AWAY, "it cannot be reached (%s)".formatted(reason(e)), e);
        } catch (JacksonException e) {
            throw new PortalException(Kind.AWAY, "it answered with something that is not understood", e);
        }
    }

    private HttpRequest.Builder signed(String method, String path, byte[] body) {
        var now = Instant.ofEpochMilli(nextMillis());
        var key = identity.key();
        var request = HttpRequest.newBuilder(portal.resolve(path))
                .timeout(ANSWER_TIMEOUT)
                .header(SignedRequest.TIME_HEADER, Long.toString(now.toEpochMilli()))
                .header(SignedRequest.SIGNATURE_HEADER, SignedRequest.sign(key, method, path, now, body));
        var worker = identity.worker();
        return worker == null ? request : request.header(SignedRequest.WORKER_HEADER, worker.text());
    }

    /** Each call is signed at a time of its own, for the portal takes no heartbeat that is not later than the last. */
    private long nextMillis() {
        return signedMillis.updateAndGet(last -> Math.max(last + 1, clock.millis()));
    }

    private PortalException refusal(int status, byte[] body) {
        var error = error(body);
        var message = error.path("message").asString(error.path("detail").asString(""));
        var said = "it answered %d%s".formatted(status, message.isEmpty() ? "" : ": " + shorten(message));
        var passing = status >= SERVER_ERROR || status == TOO_MANY;
        var kind = switch (error.path("code").asString("")) {
            case "unknown_worker" -> Kind.UNKNOWN_WORKER;
            case "worker_removed" -> Kind.REMOVED;
            case "bad_join_token" -> Kind.BAD_TOKEN;
            default -> passing ? Kind.AWAY : Kind.REFUSED;
        };
        return new PortalException(kind, said);
    }

    /** Problem details, or the error object of the OpenAI protocol. */
    private JsonNode error(byte[] body) {
        try {
            var node = json.readTree(body);
            return node.path("error").isObject() ? node.path("error") : node;
        } catch (JacksonException _) {
            return json.createObjectNode();
        }
    }

    private static String reason(IOException e) {
        var message = e.getMessage();
        return message == null ? e.getClass().getSimpleName() : shorten(message);
    }

    private static String shorten(String text) {
        return text.length() > REASON_LENGTH ? text.substring(0, REASON_LENGTH) : text;
    }
}

package dev.atrium.gateway;

import dev.atrium.agent.SigningKey;
import dev.atrium.keys.KeySightings;
import dev.atrium.metering.ReceiptAnswer;
import dev.atrium.shared.ProcessId;
import dev.atrium.shared.RequestId;
import dev.atrium.shared.TenantId;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A whole request path on a free port, over knowledge and a journal that the test holds. */
final class TestGateway implements AutoCloseable {

    static final JsonMapper JSON = JsonMapper.shared();

    final Facts facts = new Facts();
    final MemoryJournal journal = new MemoryJournal();
    final StandInEngine engine;
    final KeySightings sightings = new KeySightings();
    final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final GatewayIdentity identity = new GatewayIdentity(ProcessId.next(), SigningKey.generate());
    private final Gateway gateway;
    private final int port;
    private volatile boolean databaseAway;
    private final HttpClient client = HttpClient.newHttpClient();

    TestGateway() {
        this(Map.of());
    }

    TestGateway(Map<String, String> properties) {
        engine = accepted(new StandInEngine());
        gateway = new Gateway(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                Settings.with(properties),
                facts,
                journal,
                identity,
                sightings,
                new UsageEndpoint(this::receipt),
                metrics,
                LoggerFactory.getLogger(CallLog.NAME),
                Clock.systemUTC(),
                2);
        gateway.start();
        port = gateway.port();
    }

    /** As the real one answers while MySQL is there. */
    private CompletableFuture<ReceiptAnswer> receipt(TenantId payer, RequestId request, Executor blocking) {
        if (databaseAway) {
            return CompletableFuture.completedFuture(new ReceiptAnswer.DatabaseAway());
        }
        var found = journal.events().stream()
                .filter(event -> event.usage().request().equals(request)
                        && event.usage().payer().equals(payer))
                .findFirst();
        return CompletableFuture.supplyAsync(
                () -> found.<ReceiptAnswer>map(ReceiptAnswer.Found::new).orElseGet(ReceiptAnswer.Unknown::new),
                blocking);
    }

    /** From now on, or no longer. */
    void databaseAway(boolean value) {
        databaseAway = value;
    }

    /** Makes an engine that accepts this gateway. */
    StandInEngine accepted(StandInEngine other) {
        other.accept(identity.id(), identity.key().publicKey());
        return other;
    }

    Gateway gateway() {
        return gateway;
    }

    int port() {
        return port;
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port() + path);
    }

    Answer post(String path, String secret, String body) {
        return send(request(path, secret, body));
    }

    Answer get(String path, String secret) {
        return send(HttpRequest.newBuilder(uri(path))
                .header("authorization", "Bearer " + secret)
                .build());
    }

    HttpRequest request(String path, String secret, String body) {
        return request(path, secret, body, _ -> {});
    }

    HttpRequest request(String path, String secret, String body, Consumer<HttpRequest.Builder> more) {
        var request = HttpRequest.newBuilder(uri(path))
                .timeout(Duration.ofSeconds(20))
                .header("authorization", "Bearer " + secret)
                .header("content-type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        more.accept(request);
        return request.build();
    }

    Answer send(HttpRequest request) {
        try {
            return new Answer(client.send(request, BodyHandlers.ofString()));
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    HttpClient client() {
        return client;
    }

    @Override
    public void close() {
        client.close();
        gateway.stop(Duration.ZERO);
        engine.close();
    }

    /** An answer that was read to its end. */
    record Answer(java.net.http.HttpResponse<String> response) {

        int status() {
            return response.statusCode();
        }

        String body() {
            return response.body();
        }

        JsonNode json() {
            return JSON.readTree(body());
        }

        String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        String code() {
            return json().path("error").path("code").asString();
        }

        String message() {
            return json().path("error").path("message").asString();
        }

        String param() {
            return json().path("error").path("param").asString("");
        }
    }
}

package dev.atrium;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import dev.atrium.keys.ApiKeys;
import dev.atrium.keys.KeySecret;
import dev.atrium.metering.Usage;
import dev.atrium.metering.UsageEvent;
import dev.atrium.metering.UsageEvents;
import dev.atrium.pool.Replica;
import dev.atrium.pool.ReplicaState;
import dev.atrium.pool.Replicas;
import dev.atrium.shared.Actor;
import dev.atrium.shared.Slug;
import dev.atrium.tenancy.Tenant;
import dev.atrium.tenancy.Tenants;
import dev.atrium.worker.TinyDecoder;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** A whole cluster with chat models of a test, and the official client with a key of Acme. */
final class ServedChats implements AutoCloseable {

    private static final Duration START = Duration.ofMinutes(2);
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final int EVENTS = 100;

    private final HttpClient http = HttpClient.newHttpClient();
    private final Path home;
    private final TestCluster cluster;
    private final Tenant acme;
    private final KeySecret key;
    private final OpenAIClient client;

    /** @param more settings of all roles */
    ServedChats(Path home, String... more) throws IOException {
        this.home = home;
        cluster = new TestCluster(home.resolve("home"), more);
        await().atMost(START)
                .until(() ->
                        cluster.bean(Tenants.class).bySlug(new Slug("globex")).isPresent());
        acme = cluster.bean(Tenants.class).bySlug(new Slug("acme")).orElseThrow();
        key = cluster.bean(ApiKeys.class)
                .issue(new Actor.LocalOperator(), acme.id(), acme.defaultProject(), "chats", null)
                .secret();
        client = OpenAIOkHttpClient.builder()
                .apiKey(key.spelled())
                .baseUrl(cluster.gateway("/v1").toString())
                .maxRetries(0)
                .build();
    }

    TestCluster cluster() {
        return cluster;
    }

    OpenAIClient client() {
        return client;
    }

    /** The client's. */
    KeySecret key() {
        return key;
    }

    /**
     * Publishes a model of Acme as {@code ./atrium model add} does.
     *
     * @return its deployment
     */
    String add(String name, TinyDecoder model) throws IOException {
        var request = Map.of(
                "organization",
                "acme",
                "name",
                name,
                "directory",
                model.write(home.resolve(name)).toString(),
                "prices",
                Map.of("input_tokens", "0.02", "output_tokens", "0.06"));
        var answer = cluster.manage("models", JsonMapper.shared().writeValueAsString(request));
        return JsonMapper.shared().readTree(answer).path("deployment").asString();
    }

    /** @param replicas how many there are, with those of the demo */
    void awaitReady(int replicas) {
        await().atMost(START)
                .untilAsserted(() -> assertThat(cluster.bean(Replicas.class).all())
                        .hasSize(replicas)
                        .extracting(Replica::state)
                        .containsOnly(ReplicaState.READY));
    }

    /** What MySQL has of a request. */
    Usage usage(String request) {
        return await().atMost(SOON)
                .until(() -> usages(request), found -> !found.isEmpty())
                .getFirst();
    }

    private List<Usage> usages(String request) {
        return cluster.bean(UsageEvents.class).of(acme.id(), null, EVENTS).stream()
                .map(UsageEvent::usage)
                .filter(usage -> usage.request().text().equals(request))
                .toList();
    }

    /** Chats that the worker computes. */
    int running() throws Exception {
        return get(cluster.workerOperations("/metrics"))
                .lines()
                .filter(line -> line.startsWith("atrium_worker_running "))
                .mapToInt(line -> (int) Double.parseDouble(line.split(" ")[1]))
                .sum();
    }

    /** What is there for everybody on this machine. */
    String get(URI address) throws Exception {
        return http.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString())
                .body();
    }

    /** Sends {@code json} with any key, also where a caller's own id belongs; bad JSON and bad keys too. */
    HttpResponse<String> post(String path, String bearer, String json) throws Exception {
        var request = HttpRequest.newBuilder(cluster.gateway(path))
                .header("authorization", "Bearer " + bearer)
                .header("x-client-request-id", bearer)
                .header("content-type", "application/json")
                .POST(BodyPublishers.ofString(json))
                .build();
        return http.send(request, BodyHandlers.ofString());
    }

    @Override
    public void close() {
        client.close();
        http.close();
        cluster.close();
    }
}

package dev.atrium;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.models.embeddings.CreateEmbeddingResponse;
import com.openai.models.embeddings.EmbeddingCreateParams;
import com.openai.models.embeddings.EmbeddingCreateParams.EncodingFormat;
import com.openai.models.models.Model;
import dev.atrium.keys.ApiKeys;
import dev.atrium.keys.IssuedKey;
import dev.atrium.metering.UsageEvent;
import dev.atrium.metering.UsageEvents;
import dev.atrium.metering.UsageHours;
import dev.atrium.metering.UsageStatus;
import dev.atrium.pool.ListedWorker;
import dev.atrium.pool.Replica;
import dev.atrium.pool.ReplicaState;
import dev.atrium.pool.Replicas;
import dev.atrium.pool.Workers;
import dev.atrium.registry.Repositories;
import dev.atrium.registry.Repositories.ManifestFile;
import dev.atrium.registry.Visibility;
import dev.atrium.shared.Actor;
import dev.atrium.shared.Digest;
import dev.atrium.shared.Slug;
import dev.atrium.shared.WorkerId;
import dev.atrium.tenancy.Tenant;
import dev.atrium.tenancy.Tenants;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One call to a real model through everything there is, and what remains of it. */
class OneCallIT {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Actor OPERATOR = new Actor.LocalOperator();
    private static final Duration START = Duration.ofMinutes(2);
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String MINILM = "library/all-minilm-l6-v2";
    private static final String CAT = "A cat sits on the mat.";

    @TempDir
    private static Path home;

    private static TestCluster cluster;
    private static HttpClient http;

    @BeforeAll
    static void start() throws IOException {
        cluster = new TestCluster(home);
        http = HttpClient.newHttpClient();
        await().atMost(START)
                .untilAsserted(() -> assertThat(cluster.bean(Replicas.class).all())
                        .hasSize(3)
                        .extracting(Replica::state)
                        .containsOnly(ReplicaState.READY));
        await().atMost(START).until(OneCallIT::isGatewayReady);
    }

    @AfterAll
    static void stop() {
        http.close();
        cluster.close();
    }

    @Test
    void oneTextAnArrayAndBase64MeanTheSame() {
        var client = client(key("globex"));

        var one = client.embeddings()
                .create(request(EncodingFormat.FLOAT).input(CAT).build());
        var array = client.embeddings()
                .create(request(EncodingFormat.FLOAT)
                        .inputOfArrayOfStrings(List.of("Money.", CAT))
                        .build());
        var base64 = client.embeddings()
                .create(request(EncodingFormat.BASE64).input(CAT).build());

        assertThat(one.model()).isEqualTo(MINILM);
        assertThat(one.data()).hasSize(1);
        assertThat(array.data()).hasSize(2);
        assertThat(vector(one, 0)).hasSize(384);
        assertSame(vector(one, 0), vector(array, 1));
        assertSame(vector(one, 0), vector(base64, 0));
        assertThat(one.usage().promptTokens()).isEqualTo(9);
    }

    @Test
    void listsTheModelsThatTheCallerMaySee() {
        assertThat(client(key("globex")).models().list().data())
                .extracting(Model::id)
                .contains(MINILM)
                .doesNotContain("acme/bge-small-en-v1-5");
        assertThat(client(key("acme")).models().list().data())
                .extracting(Model::id)
                .contains(MINILM, "acme/bge-small-en-v1-5");
    }

    @Test
    void oneAnswerLeavesOneReceiptOneEventAndItsHour() throws Exception {
        var globex = tenant("globex");
        var key = key("globex");

        var answer = embed(key, MINILM, CAT);

        assertThat(answer.statusCode()).isEqualTo(200);
        var request = header(answer, "x-request-id");
        assertThat(header(answer, "x-atrium-model-version")).isEqualTo(MINILM + "@v1");
        assertThat(header(answer, "x-atrium-currency")).isEqualTo("EUR");
        assertThat(header(answer, "x-atrium-cost")).isEqualTo("0.000000162");
        var receipt = JSON.readTree(receipt(key, request).body());
        assertThat(receipt.path("cost").asString()).isEqualTo("0.000000162");
        assertThat(receipt.path("price_version").asString()).isEqualTo(header(answer, "x-atrium-price-version"));
        assertThat(receipt.path("status").asString()).isEqualTo("completed");

        var event = await().atMost(SOON).until(() -> events(globex, request), found -> !found.isEmpty());
        assertThat(event).singleElement().satisfies(stored -> {
            assertThat(stored.usage().amountPico()).isEqualTo(162_000);
            assertThat(stored.usage().status()).isEqualTo(UsageStatus.COMPLETED);
            assertThat(stored.usage().publisher()).isEqualTo(tenant("library").id());
            assertThat(stored.usage().key()).isEqualTo(key.key().id());
            assertThat(stored.id().text()).isEqualTo(receipt.path("id").asString());
        });
        assertHoursAgreeWithEvents();
    }

    @Test
    void nobodyElseSeesAReceipt() throws Exception {
        var answer = embed(key("globex"), MINILM, CAT);

        assertThat(receipt(key("acme"), header(answer, "x-request-id")).statusCode())
                .isEqualTo(404);
    }

    @Test
    void anothersPrivateModelAndNoModelAtAllAreTheSame() throws Exception {
        var key = key("globex");

        var theirs = embed(key, "acme/bge-small-en-v1-5", CAT);
        var nobodys = embed(key, "acme/bge-small-en-v1-6", CAT);

        assertThat(theirs.statusCode()).isEqualTo(404);
        assertThat(nobodys.statusCode()).isEqualTo(404);
        assertThat(comparable(theirs)).isEqualTo(comparable(nobodys).replace("v1-6", "v1-5"));
        assertThat(comparableHeaders(theirs)).isEqualTo(comparableHeaders(nobodys));
        assertThat(embed(key("acme"), "acme/bge-small-en-v1-5", CAT).statusCode())
                .isEqualTo(200);
    }

    @Test
    void aModelWithoutAPriceInTheCallersCurrencyIsRefused() throws Exception {
        var acme = tenant("acme");
        var repositories = cluster.bean(Repositories.class);
        var bge = repositories
                .findModel(acme.id(), new Slug("bge-small-en-v1-5"))
                .flatMap(model -> repositories.versionOn(acme.id(), model, new Slug("production"), Instant.now()))
                .flatMap(repositories::manifest)
                .orElseThrow();
        var files = new TreeMap<String, Digest>();
        bge.files().forEach((ManifestFile file) -> files.put(file.path(), file.digest()));
        var model = repositories.createModel(OPERATOR, acme.id(), new Slug("unpriced"), Visibility.PUBLIC);
        repositories.publish(OPERATOR, acme.id(), model, files, "");
        var key = key("globex");

        var answer =
                await().atMost(SOON).until(() -> embed(key, "acme/unpriced", CAT), found -> found.statusCode() != 404);

        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(error(answer).path("code").asString()).isEqualTo("price_missing");
        assertThat(error(answer).path("message").asString())
                .isEqualTo("The model 'acme/unpriced' has no price in EUR, the currency of this organization."
                        + " Ask its publisher for one.");
    }

    @Test
    void aRevokedKeyIsUselessWithinASecond() throws Exception {
        var key = key("globex");
        assertThat(embed(key, MINILM, CAT).statusCode()).isEqualTo(200);

        cluster.bean(ApiKeys.class)
                .revoke(OPERATOR, tenant("globex").id(), key.key().id());
        var revoked = System.nanoTime();
        await().pollInterval(Duration.ofMillis(20))
                .atMost(SOON)
                .until(() -> embed(key, MINILM, CAT).statusCode() == 401);

        assertThat(Duration.ofNanos(System.nanoTime() - revoked)).isLessThan(Duration.ofSeconds(1));
    }

    @Test
    void callsGoOnWhileThePortalRestarts() throws Exception {
        var key = key("globex");

        cluster.stopPortal();
        var without = embed(key, MINILM, CAT);
        cluster.startPortal();

        assertThat(without.statusCode()).isEqualTo(200);
        assertThat(embed(key, MINILM, CAT).statusCode()).isEqualTo(200);
        assertThat(embed(key("acme"), MINILM, CAT).statusCode()).isEqualTo(200);
        assertThat(cluster.bean(Replicas.class).all())
                .extracting(Replica::state)
                .containsOnly(ReplicaState.READY);
    }

    @Test
    void aWorkerThatLostItsIdentityHealsByItself() throws Exception {
        var key = key("globex");
        var before = workers();

        cluster.replaceWorker();

        await().atMost(START)
                .untilAsserted(
                        () -> assertThat(embed(key, MINILM, CAT).statusCode()).isEqualTo(200));
        assertThat(workers()).hasSize(1).doesNotContainAnyElementsOf(before);
        await().atMost(START).untilAsserted(OneCallIT::assertAllReplicasReady);
    }

    @Test
    void callsGoOnWithoutMySqlAndTheirEventsArriveLater() throws Exception {
        var globex = tenant("globex");
        var key = key("globex");

        cluster.stopMySql();
        var during = embed(key, MINILM, CAT);
        var receipt = receipt(key, header(during, "x-request-id"));
        cluster.startMySql();

        assertThat(during.statusCode()).isEqualTo(200);
        assertThat(receipt.statusCode()).isEqualTo(200);
        await().atMost(START)
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(events(globex, header(during, "x-request-id")))
                        .hasSize(1));
        await().atMost(START)
                .ignoreExceptions()
                .untilAsserted(() ->
                        assertThat(embed(key("acme"), MINILM, CAT).statusCode()).isEqualTo(200));
        assertThat(cluster.bean(Replicas.class).all())
                .extracting(Replica::state)
                .containsOnly(ReplicaState.READY);
    }

    private static void assertAllReplicasReady() {
        assertThat(cluster.bean(Replicas.class).all())
                .hasSize(3)
                .extracting(Replica::state)
                .containsOnly(ReplicaState.READY);
    }

    private static List<WorkerId> workers() {
        return cluster.bean(Workers.class).all().stream().map(ListedWorker::id).toList();
    }

    private static boolean isGatewayReady() throws Exception {
        return http.send(
                                HttpRequest.newBuilder(cluster.gatewayOperations("/readyz"))
                                        .build(),
                                BodyHandlers.discarding())
                        .statusCode()
                == 200;
    }

    private static void assertHoursAgreeWithEvents() {
        var now = Instant.now();
        await().atMost(SOON).untilAsserted(() -> {
            var hours = cluster.bean(UsageHours.class)
                    .of(tenant("globex").id(), now.minus(Duration.ofHours(2)), now.plus(Duration.ofHours(1)));
            assertThat(hours).isNotEmpty();
            assertThat(cluster.bean(UsageHours.class)
                            .differences(now.minus(Duration.ofHours(2)), now.plus(Duration.ofHours(1))))
                    .isEmpty();
        });
    }

    private static List<UsageEvent> events(Tenant payer, String request) {
        return cluster.bean(UsageEvents.class).of(payer.id(), null, 100).stream()
                .filter(event -> event.usage().request().text().equals(request))
                .toList();
    }

    /** A fresh key, once the gateway knows it. */
    private static IssuedKey key(String organization) {
        var tenant = tenant(organization);
        var issued = cluster.bean(ApiKeys.class).issue(OPERATOR, tenant.id(), tenant.defaultProject(), "test", null);
        await().atMost(SOON)
                .until(() -> http.send(request(issued, "/v1/models").GET().build(), BodyHandlers.discarding())
                                .statusCode()
                        == 200);
        return issued;
    }

    private static Tenant tenant(String slug) {
        return cluster.bean(Tenants.class).bySlug(new Slug(slug)).orElseThrow();
    }

    private static OpenAIClient client(IssuedKey key) {
        return OpenAIOkHttpClient.builder()
                .apiKey(secret(key))
                .baseUrl(cluster.gateway("/v1").toString())
                .maxRetries(0)
                .build();
    }

    private static String secret(IssuedKey key) {
        return key.secret().spelled();
    }

    private static EmbeddingCreateParams.Builder request(EncodingFormat format) {
        return EmbeddingCreateParams.builder().model(MINILM).encodingFormat(format);
    }

    private static List<Float> vector(CreateEmbeddingResponse answer, int index) {
        return answer.data().get(index).embedding();
    }

    /** Up to the rounding of another batch. */
    private static void assertSame(List<Float> left, List<Float> right) {
        assertThat(right).hasSameSizeAs(left);
        for (int i = 0; i < left.size(); i++) {
            assertThat(right.get(i)).isCloseTo(left.get(i), within(1e-4f));
        }
    }

    private static HttpResponse<String> embed(IssuedKey key, String model, String input) throws Exception {
        var body = JSON.writeValueAsString(Map.of("model", model, "input", input));
        return http.send(
                request(key, "/v1/embeddings")
                        .header("content-type", "application/json")
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }

    private static HttpResponse<String> receipt(IssuedKey key, String request) throws Exception {
        return http.send(request(key, "/v1/usage/" + request).GET().build(), BodyHandlers.ofString());
    }

    private static HttpRequest.Builder request(IssuedKey key, String path) {
        return HttpRequest.newBuilder(cluster.gateway(path)).header("authorization", "Bearer " + secret(key));
    }

    private static String header(HttpResponse<?> answer, String name) {
        return answer.headers().firstValue(name).orElseThrow();
    }

    private static JsonNode error(HttpResponse<String> answer) {
        return JSON.readTree(answer.body()).path("error");
    }

    /** The body, but for the request's own id. */
    private static String comparable(HttpResponse<String> answer) {
        return answer.body().replace(header(answer, "x-request-id"), "REQUEST");
    }

    private static Map<String, List<String>> comparableHeaders(HttpResponse<String> answer) {
        var headers = new TreeMap<>(answer.headers().map());
        headers.remove("x-request-id");
        headers.remove("date");
        return headers;
    }
}

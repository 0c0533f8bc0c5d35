package dev.atrium.api.management;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.atrium.TestRoles;
import dev.atrium.keys.ApiKeys;
import dev.atrium.keys.NewKey;
import dev.atrium.shared.Actor;
import dev.atrium.shared.PersonId;
import dev.atrium.shared.RepositoryId;
import dev.atrium.shared.Slug;
import dev.atrium.shared.Uuids;
import dev.atrium.tenancy.MemberRole;
import dev.atrium.tenancy.Members;
import dev.atrium.tenancy.Tenants;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The management port through HTTP, on the real portal. */
class ManagementIT {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    @TempDir
    private static Path home;

    private static TestRoles portal;

    @TempDir
    private Path folder;

    @BeforeAll
    static void start() throws IOException {
        portal = TestRoles.start(home, "portal");
    }

    @AfterAll
    static void stop() {
        portal.close();
    }

    @Test
    void issuesListsAndRevokesAKey() throws Exception {
        var slug = organization();

        var issued = json(portal.post("/manage/v1/keys", "{\"organization\":\"%s\"}".formatted(slug)));
        var id = issued.path("id").asString();
        assertThat(issued.path("secret").asString()).startsWith("atr_live_").hasSize(49);
        assertThat(issued.path("hubSecret").asString())
                .isEqualTo("hf_" + issued.path("secret").asString().substring("atr_live_".length()));
        assertThat(issued.path("name").asString()).isEqualTo("command line");

        assertThat(portal.post("/manage/v1/keys/" + id + "/revoke", "").statusCode())
                .isEqualTo(200);
        var listed = json(portal.get("/manage/v1/keys?organization=" + slug)).path("items");
        assertThat(listed).hasSize(1);
        assertThat(listed.get(0).path("id").asString()).isEqualTo(id);
        assertThat(listed.get(0).path("revokedAt").isNull()).isFalse();
        assertThat(listed.toString()).doesNotContain(issued.path("secret").asString());
    }

    @Test
    void tellsWhoMadeAKeyAndWhatItMayCall() throws Exception {
        var slug = organization();
        var tenant =
                portal.context().getBean(Tenants.class).bySlug(new Slug(slug)).orElseThrow();
        var ada = PersonId.next();
        var model = RepositoryId.next();
        var operator = new Actor.LocalOperator();
        portal.context().getBean(Members.class).add(operator, tenant.id(), ada, MemberRole.DEVELOPER);
        var keys = portal.context().getBean(ApiKeys.class);
        keys.issue(operator, tenant.id(), tenant.defaultProject(), "open", null);
        keys.issue(
                new Actor.Person(ada),
                tenant.id(),
                new NewKey(tenant.defaultProject(), "limited", null, Set.of(model)));

        var listed = json(portal.get("/manage/v1/keys?organization=" + slug)).path("items");

        assertThat(listed.get(0).path("madeBy").asString()).isEqualTo(ada.text());
        assertThat(listed.get(0).path("models").get(0).asString()).isEqualTo(model.text());
        assertThat(listed.get(1).path("madeBy").isNull()).isTrue();
        assertThat(listed.get(1).path("models").isNull()).isTrue();
    }

    @Test
    void auditsWhatTheOperatorDoes() throws Exception {
        var slug = organization();
        portal.post("/manage/v1/keys", "{\"organization\":\"%s\",\"name\":\"ci\"}".formatted(slug));

        var newest = json(portal.get("/manage/v1/audit?organization=" + slug))
                .path("items")
                .get(0);

        assertThat(newest.path("action").asString()).isEqualTo("api_key.issue");
        assertThat(newest.path("actorKind").asString()).isEqualTo("local_operator");
        assertThat(newest.path("detail").path("name").asString()).isEqualTo("ci");
    }

    @Test
    void pagesThroughKeys() throws Exception {
        var slug = organization();
        for (int i = 0; i < 3; i++) {
            portal.post("/manage/v1/keys", "{\"organization\":\"%s\",\"name\":\"k%d\"}".formatted(slug, i));
        }

        var first = json(portal.get("/manage/v1/keys?limit=2&organization=" + slug));
        var second = json(portal.get("/manage/v1/keys?limit=2&organization=" + slug + "&cursor="
                + first.path("next").asString()));

        assertThat(first.path("items").findValuesAsString("name")).containsExactly("k2", "k1");
        assertThat(second.path("items").findValuesAsString("name")).containsExactly("k0");
        assertThat(second.path("next").isNull()).isTrue();
    }

    @Test
    void refusesWithoutTheToken() throws Exception {
        var answer = portal.send(
                HttpRequest.newBuilder(management("/manage/v1/status")).build());
        var guess = portal.send(HttpRequest.newBuilder(management("/manage/v1/status"))
                .header("authorization", "Bearer guess")
                .build());

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(guess.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("content-type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("application/problem+json"));
        assertThat(json(answer).path("code").asString()).isEqualTo("management_token_required");
        var entries = json(portal.get("/manage/v1/audit")).path("items").findValuesAsString("action");
        assertThat(entries).contains("management.access");
    }

    @Test
    void answersManagementOnItsPortOnly() throws Exception {
        var elsewhere = portal.send(HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:%d/manage/v1/status".formatted(portal.portalPort())))
                .build());
        var metrics = portal.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d/metrics".formatted(portal.portalPort())))
                        .build());

        assertThat(elsewhere.statusCode()).isEqualTo(404);
        assertThat(metrics.statusCode()).isEqualTo(404);
        assertThat(json(elsewhere).path("detail").asString()).isEqualTo("There is nothing at this address.");
        assertThat(portal.get("/metrics").body())
                .contains("jvm_memory_used_bytes", "atrium_workers{", "atrium_replicas{");
        assertThat(portal.send(HttpRequest.newBuilder(management("/metrics")).build())
                        .statusCode())
                .isEqualTo(401);
        assertThat(portal.send(HttpRequest.newBuilder(management("/worker/v1/heartbeat"))
                                .build())
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void letsNoSpellingOfAPathThroughToAnotherPort() throws Exception {
        for (var path : new String[] {"/%6detrics", "/metrics;a=b", "//metrics", "/./metrics", "/%6danage/v1/status"}) {
            var answer = portal.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d%s".formatted(portal.portalPort(), path)))
                            .build());

            assertThat(answer.statusCode()).as(path).isIn(400, 404);
            assertThat(answer.body()).as(path).doesNotContain("jvm_memory");
        }
    }

    @Test
    void showsTheProcesses() throws Exception {
        organization();
        await().untilAsserted(() -> assertThat(
                        json(portal.get("/manage/v1/status")).path("processes").findValuesAsString("role"))
                .contains("portal"));

        assertThat(json(portal.get("/manage/v1/status")).path("feedNumber").asLong())
                .isPositive();
    }

    @Test
    void listsUsageAndJournals() throws Exception {
        var slug = organization();

        assertThat(json(portal.get("/manage/v1/events?organization=" + slug)).path("items"))
                .isEmpty();
        assertThat(json(portal.get("/manage/v1/rollups?organization=" + slug)).path("items"))
                .isEmpty();
        assertThat(json(portal.get("/manage/v1/journals")).path("items").isArray())
                .isTrue();
        assertThat(json(portal.get("/manage/v1/rollups?from=2041-01-01T00:00:00Z&to=2041-05-01T00:00:00Z"))
                        .path("detail")
                        .asString())
                .isEqualTo("from: 2041-01-01T00:00:00Z (expected: at most 31 days before 2041-05-01T00:00:00Z)");
        assertThat(json(portal.get("/manage/v1/rollups?from=yesterday"))
                        .path("detail")
                        .asString())
                .isEqualTo("'yesterday' (expected: a moment such as 2041-05-01T10:00:00Z)");
    }

    @Test
    void publishesAFolder() throws Exception {
        var slug = organization();
        Files.writeString(folder.resolve("model.onnx"), "not read here");
        Files.createDirectories(folder.resolve(".git"));
        Files.writeString(folder.resolve(".git/config"), "left out");

        var added = json(portal.post(
                "/manage/v1/models",
                "{\"organization\":\"%s\",\"name\":\"mine\",\"directory\":\"%s\",\"prices\":{\"input_tokens\":\"0.02\"}}"
                        .formatted(slug, folder)));

        assertThat(added.path("model").asString()).isEqualTo(slug + "/mine");
        assertThat(added.path("version").asInt()).isEqualTo(1);
        assertThat(added.path("files").asInt()).isEqualTo(1);
        assertThat(added.path("prices")
                        .get(0)
                        .path("picoPerUnit")
                        .path("input_tokens")
                        .asLong())
                .isEqualTo(20_000);
        var replicas = portal.get(
                "/manage/v1/replicas?deployment=" + added.path("deployment").asString());
        assertThat(replicas.statusCode()).isEqualTo(200);
    }

    @Test
    void saysThatAModelWithoutAPriceIsFree() throws Exception {
        var slug = organization();
        Files.writeString(folder.resolve("model.onnx"), "not read here");

        var added = json(portal.post(
                "/manage/v1/models",
                "{\"organization\":\"%s\",\"name\":\"mine\",\"directory\":\"%s\"}".formatted(slug, folder)));

        assertThat(added.path("notes").get(0).asString())
                .isEqualTo("No price was named: the model is free in USD,"
                        + " and cannot be called by payers in another currency.");
        assertThat(added.path("prices")
                        .get(0)
                        .path("picoPerUnit")
                        .path("input_tokens")
                        .asLong(-1))
                .isZero();
    }

    @Test
    void refusesALinkThatLeavesTheFolder() throws Exception {
        Files.createSymbolicLink(folder.resolve("model.onnx"), Path.of("/etc/passwd"));

        var refused = portal.post(
                "/manage/v1/models",
                "{\"organization\":\"%s\",\"name\":\"mine\",\"directory\":\"%s\"}".formatted(organization(), folder));

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(json(refused).path("detail").asString()).isEqualTo("The link 'model.onnx' leads out of the folder.");
    }

    @Test
    void namesTheFieldThatIsWrong() throws Exception {
        var missing = json(portal.post("/manage/v1/keys", "{}"));
        var unknown = portal.post("/manage/v1/keys", "{\"organization\":\"nobody-has-this\"}");
        var malformed = json(portal.post("/manage/v1/keys", "{\"organization\":"));
        var mistyped = json(portal.post("/manage/v1/keys", "{\"organization\":\"acme\",\"expiresAt\":\"soon\"}"));

        assertThat(missing.path("field").asString()).isEqualTo("organization");
        assertThat(missing.path("code").asString()).isEqualTo("missing_value");
        assertThat(unknown.statusCode()).isEqualTo(404);
        assertThat(malformed.path("code").asString()).isEqualTo("malformed_json");
        assertThat(mistyped.path("field").asString()).isEqualTo("expiresAt");
        assertThat(mistyped.path("requestId").asString()).startsWith("req_");
    }

    @Test
    void answersInJsonOnly() throws Exception {
        var wrongType = portal.send(HttpRequest.newBuilder(management("/healthz"))
                .POST(HttpRequest.BodyPublishers.ofString("x"))
                .build());

        assertThat(wrongType.statusCode()).isEqualTo(405);
        assertThat(json(wrongType).path("code").asString()).isEqualTo("method_not_allowed");
        assertThat(wrongType.headers().firstValue("x-content-type-options")).hasValue("nosniff");
    }

    private static URI management(String path) {
        return URI.create("http://127.0.0.1:%d%s".formatted(portal.managementPort(), path));
    }

    private static String organization() throws IOException, InterruptedException {
        var slug = "t" + Uuids.toHex(Uuids.next()).substring(0, 20);
        var answer = portal.post("/manage/v1/organizations", "{\"slug\":\"%s\",\"currency\":\"USD\"}".formatted(slug));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return slug;
    }

    private static JsonNode json(HttpResponse<String> answer) {
        return JSON.readTree(answer.body());
    }
}

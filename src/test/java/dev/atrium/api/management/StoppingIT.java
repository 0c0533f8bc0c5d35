package dev.atrium.api.management;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.TestRoles;
import dev.atrium.agent.Join;
import dev.atrium.agent.SigningKey;
import dev.atrium.agent.WorkerReport;
import dev.atrium.pool.JoinTokens;
import dev.atrium.pool.Workers;
import dev.atrium.shared.Actor;
import dev.atrium.shared.DeploymentId;
import dev.atrium.shared.Slug;
import dev.atrium.shared.TenantId;
import dev.atrium.shared.Uuids;
import dev.atrium.shared.WorkerId;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Stopping what was started, through the management port of the real portal. */
class StoppingIT {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    @TempDir
    private static Path home;

    private static TestRoles portal;

    @TempDir
    private Path folder;

    private final String slug = "t" + Uuids.toHex(Uuids.next()).substring(0, 20);
    private TenantId owner = TenantId.next();

    @BeforeAll
    static void start() throws IOException {
        portal = TestRoles.start(home, "portal");
    }

    @AfterAll
    static void stop() {
        portal.close();
    }

    @BeforeEach
    void makeOrganization() throws Exception {
        Files.writeString(folder.resolve("model.onnx"), "not read here");
        var made = ok("/manage/v1/organizations", "{\"slug\":\"%s\",\"currency\":\"USD\"}".formatted(slug));
        owner = TenantId.parse(made.path("id").asString());
    }

    @Test
    void stopsADeployment() throws Exception {
        var id = add("mine").path("deployment").asString();
        assertThat(deployments().path("items").get(0).path("model").asString()).isEqualTo(slug + "/mine@v1");

        var stopped = ok("/manage/v1/deployments/" + id + "/stop", "");

        assertThat(stopped.path("id").asString()).isEqualTo(id);
        assertThat(deployments().path("items")).isEmpty();
        assertThat(newestAction()).isEqualTo("deployment.stop");
        assertThat(ok("/manage/v1/deployments/" + id + "/stop", "")).isEqualTo(stopped);
    }

    @Test
    void stopsAllThatServesAModel() throws Exception {
        var first = add("mine").path("deployment").asString();
        var second = add("mine").path("deployment").asString();
        add("other");

        var stopped = ok("/manage/v1/models/stop", "{\"model\":\"%s/mine\"}".formatted(slug));

        assertThat(stopped.path("stopped").values())
                .extracting(JsonNode::asString)
                .containsExactly(first, second);
        assertThat(deployments().path("items").findValuesAsString("model")).containsExactly(slug + "/other@v1");
        assertThat(ok("/manage/v1/models/stop", "{\"model\":\"%s/mine\"}".formatted(slug))
                        .path("stopped"))
                .isEmpty();
    }

    @Test
    void saysWhatThereIsNot() throws Exception {
        var deployment = DeploymentId.next();
        var worker = WorkerId.next();

        assertRefused(
                "/manage/v1/deployments/" + deployment + "/stop",
                "",
                404,
                "There is no deployment %s. List the deployments to see their ids.".formatted(deployment));
        assertRefused(
                "/manage/v1/workers/" + worker + "/remove",
                "",
                404,
                "There is no worker %s. List the workers to see their ids.".formatted(worker));
        assertRefused(
                "/manage/v1/models/stop",
                "{\"model\":\"%s/none\"}".formatted(slug),
                404,
                "There is no model '%s/none'.".formatted(slug));
        assertRefused(
                "/manage/v1/models/stop",
                "{\"model\":\"mine@v1\"}",
                400,
                "model: 'mine@v1' (expected: organization/name)");
    }

    @Test
    void removesAWorker() throws Exception {
        var key = SigningKey.generate();
        var token = portal.context()
                .getBean(JoinTokens.class)
                .issue(new Actor.LocalOperator(), owner, new Slug("default"), 1, Duration.ofMinutes(5))
                .token();
        var report = new WorkerReport("1", "http://127.0.0.1:7998", 2, 8L << 30, 8L << 30, List.of(), List.of("onnx"));
        var worker =
                portal.context().getBean(Workers.class).join(new Join.Request(token, slug, key.publicKey(), report));

        assertThat(ok("/manage/v1/workers/" + worker + "/remove", "").path("id").asString())
                .isEqualTo(worker.text());

        assertThat(portal.get("/manage/v1/workers").body()).doesNotContain(worker.text());
        assertThat(newestAction()).isEqualTo("worker.remove");
    }

    private JsonNode add(String name) throws Exception {
        return ok(
                "/manage/v1/models",
                "{\"organization\":\"%s\",\"name\":\"%s\",\"directory\":\"%s\"}".formatted(slug, name, folder));
    }

    private JsonNode deployments() throws Exception {
        return json(portal.get("/manage/v1/deployments?organization=" + slug));
    }

    private String newestAction() throws Exception {
        return json(portal.get("/manage/v1/audit?organization=" + slug))
                .path("items")
                .get(0)
                .path("action")
                .asString();
    }

    private static JsonNode ok(String path, String body) throws Exception {
        var answer = portal.post(path, body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return json(answer);
    }

    private static void assertRefused(String path, String body, int status, String detail) throws Exception {
        var answer = portal.post(path, body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(json(answer).path("detail").asString()).isEqualTo(detail);
    }

    private static JsonNode json(HttpResponse<String> answer) {
        return JSON.readTree(answer.body());
    }
}

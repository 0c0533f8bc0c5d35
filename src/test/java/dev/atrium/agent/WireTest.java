package dev.atrium.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.shared.Digest;
import dev.atrium.shared.ReplicaId;
import dev.atrium.shared.WorkerId;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** Portal and worker may be of different versions: what stands on the wire is fixed here. */
class WireTest {

    private static final ReplicaId REPLICA = ReplicaId.parse("rep_0197f3c0a1b27c3d8e4f5a6b7c8d9e0f");
    private static final WorkerId WORKER = WorkerId.parse("wrk_0197f3c0a1b27c3d8e4f5a6b7c8d9e0f");

    private final JsonMapper json = JsonMapper.builder().build();

    @Test
    void reportsReplicas() {
        var text = json.writeValueAsString(new Heartbeat.ReplicaReport(REPLICA, Heartbeat.State.DOWNLOADING, "", 40));

        assertThat(json.readTree(text)).isEqualTo(json.readTree("""
                {"replica": "rep_0197f3c0a1b27c3d8e4f5a6b7c8d9e0f", "state": "DOWNLOADING", "reason": "",
                 "progress": 40}
                """));
    }

    @Test
    void readsAnAnswerWithFieldsOfALaterVersion() {
        var answer = json.readValue("""
                {"wanted": [{"replica": "rep_0197f3c0a1b27c3d8e4f5a6b7c8d9e0f", "model": "a/b@v1", "new": 1,
                  "files": [{"path": "model.onnx", "digest": "%s", "sizeBytes": 7}]}],
                 "gateways": [], "nextAfterMillis": 1000, "later": true}
                """.formatted("0".repeat(64)), Heartbeat.Answer.class);

        assertThat(answer.wanted())
                .containsExactly(new Heartbeat.Assignment(
                        REPLICA,
                        "a/b@v1",
                        List.of(new Heartbeat.AssignedFile("model.onnx", new Digest("0".repeat(64)), 7))));
    }

    @Test
    void namesPathsOfFiles() {
        assertThat(Files.path(REPLICA, new Digest("a".repeat(64))))
                .isEqualTo("/worker/v1/replicas/rep_0197f3c0a1b27c3d8e4f5a6b7c8d9e0f/files/" + "a".repeat(64));
        assertThat(Inference.path(REPLICA, "/v1/embeddings"))
                .isEqualTo("/replicas/rep_0197f3c0a1b27c3d8e4f5a6b7c8d9e0f/v1/embeddings");
    }

    @Test
    void joinsWithoutPrintingTheToken() {
        var report = new WorkerReport("1", "http://127.0.0.1:1", 2, 3, 4, List.of(), List.of("onnx"));
        var join = new Join.Request("secret-token", "name", "key", report);

        assertThat(join.toString()).isEqualTo("Join.Request[name=name, publicKey=key]");
        assertThat(json.readValue(json.writeValueAsString(join), Join.Request.class))
                .isEqualTo(join);
        assertThat(json.writeValueAsString(new Join.Answer(WORKER)))
                .isEqualTo("{\"worker\":\"wrk_0197f3c0a1b27c3d8e4f5a6b7c8d9e0f\"}");
    }
}

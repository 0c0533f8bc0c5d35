package dev.atrium.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.atrium.agent.Heartbeat.AssignedFile;
import dev.atrium.agent.Heartbeat.Assignment;
import dev.atrium.agent.Heartbeat.State;
import dev.atrium.shared.ReplicaId;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The life of a worker and of its replicas against a stand-in for the portal, over real HTTP. */
class WorkerTest {

    @TempDir
    private Path home;

    private TestWorker worker;

    @BeforeEach
    void prepare() throws Exception {
        worker = new TestWorker(home);
    }

    @AfterEach
    void stop() {
        worker.close();
    }

    @Test
    void keepsItsIdentityToItselfAndForTheNextStart() throws Exception {
        worker.ready(new TinyModel());
        var file = worker.home.resolve("worker/identity");

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(Files.readString(file))
                .contains(worker.portal.joined.getLast().text());
        worker.stop();
        var beats = worker.portal.reports.size();
        worker.start();
        await().atMost(TestWorker.PATIENCE).until(() -> worker.portal.reports.size() > beats);
        assertThat(worker.portal.joined).hasSize(1);
    }

    @Test
    void joinsAgainWhenThePortalDoesNotKnowIt() throws Exception {
        var replica = worker.ready(new TinyModel());

        worker.portal.forgetWorkers();

        await().atMost(TestWorker.PATIENCE).until(() -> worker.portal.joined.size() == 2);
        await().atMost(TestWorker.PATIENCE)
                .until(() -> worker.call(replica, "{\"model\": \"m\", \"input\": \"one\"}")
                                .statusCode()
                        == 200);
    }

    @Test
    void goesOnWhenThePortalComesBack() throws Exception {
        var replica = worker.ready(new TinyModel());
        var before = worker.portal.uri().getPort();
        var token = worker.portal.gatewayToken(worker.portal.joined.getLast());
        worker.portal.close();

        var meanwhile = worker.http.send(
                worker.request(replica, "{\"model\": \"m\", \"input\": \"one\"}")
                        .setHeader("authorization", "Bearer " + token)
                        .build(),
                BodyHandlers.ofString());

        assertThat(meanwhile.statusCode()).isEqualTo(200);
        try (var back = new StandInPortal(before)) { // it knows nobody, so that the worker has to join it
            await().atMost(TestWorker.PATIENCE).until(() -> !back.reports.isEmpty());
        }
    }

    @Test
    void waitsForItsToken() throws Exception {
        Files.delete(worker.home.resolve("secrets/join-token"));
        worker.start();
        assertThat(worker.operations("/readyz").statusCode()).isEqualTo(503);
        assertThat(worker.operations("/healthz").statusCode()).isEqualTo(200);

        worker.writeToken();

        await().atMost(TestWorker.PATIENCE)
                .until(() -> worker.operations("/readyz").statusCode() == 200);
    }

    @Test
    void asksForATokenWhenItsOwnIsNotKnown() throws Exception {
        Files.writeString(worker.home.resolve("secrets/join-token"), "used up");
        worker.start();

        await().atMost(TestWorker.PATIENCE)
                .until(() -> worker.operations("/readyz").body().contains("\"needs_join_token\":true"));
        worker.writeToken();

        await().atMost(TestWorker.PATIENCE)
                .until(() -> worker.operations("/readyz").statusCode() == 200);
        assertThat(worker.operations("/readyz").body()).contains("\"needs_join_token\":false");
    }

    @Test
    void comesBackWithANewTokenAfterItWasRemoved() throws Exception {
        var replica = worker.ready(new TinyModel());
        var first = worker.portal.gatewayToken(worker.portal.joined.getLast());

        worker.portal.removeWorkers();

        await().atMost(TestWorker.PATIENCE).until(() -> status(replica, first) == 401);
        assertThat(worker.portal.joined).hasSize(1);
        Files.writeString(worker.home.resolve("secrets/join-token"), StandInPortal.ANOTHER_TOKEN);
        await().atMost(TestWorker.PATIENCE).until(() -> worker.portal.joined.size() == 2);
        var second = worker.portal.gatewayToken(worker.portal.joined.getLast());
        await().atMost(TestWorker.PATIENCE).until(() -> status(replica, second) == 200);
    }

    private int status(ReplicaId replica, String token) throws Exception {
        var request = worker.request(replica, "{\"model\": \"m\", \"input\": \"one\"}")
                .setHeader("authorization", "Bearer " + token);
        return worker.http.send(request.build(), BodyHandlers.ofString()).statusCode();
    }

    @Test
    void endsWhatIsNoLongerWantedAndForgetsItsFiles() throws Exception {
        var assignment = worker.portal.want(new TinyModel().write(worker.home.resolve("model")));
        worker.start();
        worker.awaitState(assignment, State.READY);
        assertThat(worker.files("worker/objects")).hasSize(3);

        worker.portal.unwant(assignment);

        await().atMost(TestWorker.PATIENCE)
                .until(() -> worker.files("worker/objects").isEmpty());
        await().atMost(TestWorker.PATIENCE)
                .until(() -> worker.files("worker/replicas").isEmpty());
        assertThat(worker.call(assignment.replica(), "{}").statusCode()).isEqualTo(404);
    }

    @Test
    void tellsWhyAModelCannotRun() throws Exception {
        var assignment = worker.portal.want(
                new TinyModel().input("pixel_values", TinyModel.INT64, -1, -1).write(worker.home.resolve("model")));
        worker.start();

        worker.awaitState(assignment, State.FAILED);

        assertThat(worker.portal.report(assignment.replica()).orElseThrow().reason())
                .isEqualTo("The graph asks for the input 'pixel_values', which is not supported for embeddings."
                        + " Export it for feature extraction.");
    }

    @Test
    void keepsFilesInTheirFolder() throws Exception {
        var honest = worker.portal.want(new TinyModel().write(worker.home.resolve("model")));
        worker.portal.unwant(honest);
        var files = new ArrayList<>(honest.files());
        files.add(new AssignedFile("../../../escaped", honest.files().getFirst().digest(), 1));
        var evil = worker.portal.want(new Assignment(ReplicaId.next(), "acme/evil@v1", files));
        worker.start();

        worker.awaitState(evil, State.FAILED);

        assertThat(worker.portal.report(evil.replica()).orElseThrow().reason())
                .isEqualTo("The file name '../../../escaped' is not allowed."
                        + " Publish the version again with plain relative names.");
        assertThat(worker.home.resolve("escaped")).doesNotExist();
    }

    @Test
    void goesOnWithAnInterruptedDownload() throws Exception {
        var downloads = new AtomicInteger();
        worker.portal.sending = content -> content.length > 200 && downloads.getAndIncrement() == 0
                ? Arrays.copyOf(content, content.length / 2)
                : content;
        var assignment = worker.portal.want(new TinyModel().write(worker.home.resolve("model")));
        worker.start();

        worker.awaitState(assignment, State.READY);

        assertThat(worker.portal.ranges).anyMatch(range -> range.matches("bytes=[1-9][0-9]*-"));
    }

    @Test
    void fetchesAgainWhatArrivedDamaged() throws Exception {
        worker.portal.sending = content -> {
            var damaged = content.clone();
            damaged[0] ^= 1;
            return damaged;
        };
        var assignment = worker.portal.want(new TinyModel().write(worker.home.resolve("model")));
        worker.start();
        worker.awaitState(assignment, State.FAILED);
        assertThat(worker.portal.report(assignment.replica()).orElseThrow().reason())
                .isEqualTo("config.json arrived damaged: its SHA-256 is not that of the manifest."
                        + " It is fetched again; if this stays, publish the version again.");

        worker.portal.sending = content -> content;

        worker.awaitState(assignment, State.READY);
    }

    @Test
    void checksFilesThatItKept() throws Exception {
        var assignment = worker.portal.want(new TinyModel().write(worker.home.resolve("model")));
        worker.start();
        worker.awaitState(assignment, State.READY);
        worker.stop();
        var fetched = worker.portal.ranges.size();
        var graph = worker.home.resolve("worker/objects").resolve(digestOf(assignment, "model.onnx"));
        Files.delete(graph);
        Files.writeString(graph, "not what was fetched");

        worker.start();

        worker.awaitState(assignment, State.READY);
        assertThat(worker.portal.ranges).hasSize(fetched + 1);
    }

    private static String digestOf(Assignment assignment, String path) {
        return assignment.files().stream()
                .filter(file -> file.path().equals(path))
                .findFirst()
                .orElseThrow()
                .digest()
                .hex();
    }
}

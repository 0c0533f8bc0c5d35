package dev.atrium.pool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.agent.WorkerReport;
import dev.atrium.pool.PlacementStep.Change;
import dev.atrium.pool.PlacementStep.Create;
import dev.atrium.pool.PlacementStep.End;
import dev.atrium.shared.DeploymentId;
import dev.atrium.shared.JoinTokenId;
import dev.atrium.shared.ReplicaId;
import dev.atrium.shared.RepositoryId;
import dev.atrium.shared.TenantId;
import dev.atrium.shared.VersionId;
import dev.atrium.shared.WorkerId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PlannerTest {

    private static final Instant NOW = Instant.parse("2031-05-06T07:08:09Z");
    private static final TenantId ACME = TenantId.next();
    private static final TenantId GLOBEX = TenantId.next();
    private static final long MODEL_BYTES = 100_000_000;
    private static final long PLENTY = 64L << 30;
    private static final ReplicaId ANY = ReplicaId.next();

    private final List<WorkerRow> workers = new ArrayList<>();
    private final Set<WorkerId> silent = new HashSet<>();
    private final List<ReplicaRow> replicas = new ArrayList<>();
    private DeploymentRow deployment = deployment(1);

    @Test
    void saysWhatToDoWhenThereIsNoWorker() {
        assertThat(plan())
                .singleElement()
                .isEqualTo(
                        created(
                                null,
                                "No worker is connected. Start one with ./atrium run, or join another machine with a join token."));
    }

    @Test
    void placesOnTheWorkerWithTheFewestReplicas() {
        var busy = worker("busy", null);
        var idle = worker("idle", null);
        replicas.add(ready(busy, deployment(1)));

        assertThat(planOf(deployment)).singleElement().isEqualTo(created(idle, "Waiting for worker idle to begin."));
    }

    @Test
    void spreadsTheReplicasOfOneRound() {
        worker("one", null);
        worker("two", null);
        deployment = deployment(4);

        assertThat(plan().stream().map(step -> ((Create) step).replica().worker()))
                .containsExactlyInAnyOrder(
                        workers.get(0).id(),
                        workers.get(1).id(),
                        workers.get(0).id(),
                        workers.get(1).id());
    }

    @Test
    void neverPlacesOnAnotherOrganizationsWorker() {
        worker("theirs", GLOBEX);

        assertThat(plan()).singleElement().isEqualTo(created(null, Fleet.NO_WORKER));
    }

    @Test
    void placesOnTheOwnersWorkerAndOnTheInstallations() {
        var ours = worker("ours", ACME);
        var shared = worker("shared", null);
        deployment = deployment(2);

        assertThat(plan().stream().map(step -> ((Create) step).replica().worker()))
                .containsExactlyInAnyOrder(ours.id(), shared.id());
    }

    @Test
    void endsAReplicaWhoseWorkerMayNotServeItAnyMore() {
        var theirs = worker("theirs", GLOBEX);
        var misplaced = add(ready(theirs, deployment));

        assertThat(plan()).containsExactly(new End(misplaced), created(null, Fleet.NO_WORKER));
    }

    @Test
    void tellsWhichEngineMemoryOrDiskIsMissing() {
        workers.add(row("no-engine", null, PLENTY, PLENTY, List.of("command")));
        assertThat(obstacle()).isEqualTo("No connected worker offers the engine onnx. Start one that does.");

        workers.add(row("small", null, 300_000_000, PLENTY, List.of("onnx")));
        assertThat(obstacle())
                .isEqualTo("No connected worker has 235 MB of memory left. Add a worker, or stop a deployment.");

        workers.add(row("full", null, PLENTY, MODEL_BYTES - 1, List.of("onnx")));
        assertThat(obstacle())
                .isEqualTo("No connected worker has 100 MB of disk left. Add a worker, or stop a deployment.");
    }

    @Test
    void countsWhatAWorkerHasTakenOnAlready() {
        var room = (MODEL_BYTES + Fleet.MEMORY_BESIDES_FILES + 2) / 3 * 4;
        workers.add(row("for-one", null, room, PLENTY, List.of("onnx")));
        deployment = deployment(2);

        assertThat(plan().stream().map(step -> ((Create) step).replica().worker()))
                .containsExactly(workers.getFirst().id(), null);
    }

    @Test
    void aQueuedReplicaFindsAWorkerThatConnectsLater() {
        var waiting = add(ReplicaRow.queued(deployment, null, Fleet.NO_WORKER, 0, NOW.minusSeconds(60)));
        var late = worker("late", null);

        assertThat(plan())
                .containsExactly(new Change(waiting, waiting.placedOn(late.id(), "Waiting for worker late to begin.")));
    }

    @Test
    void aWaitingReplicaIsWrittenOnlyWhenTheReasonChanges() {
        add(ReplicaRow.queued(deployment, null, Fleet.NO_WORKER, 0, NOW));

        assertThat(plan()).isEmpty();
    }

    @Test
    void leavesAloneWhatIsAsWanted() {
        add(ready(worker("one", null), deployment));

        assertThat(plan()).isEmpty();
    }

    @Test
    void replacesAReplicaOnASilentWorkerButKeepsItUntilTheNewOneIsReady() {
        var lost = worker("lost", null);
        var other = worker("other", null);
        silent.add(lost.id());
        var old = add(ready(lost, deployment));

        assertThat(plan()).containsExactly(created(other, "Waiting for worker other to begin."));

        var fresh = add(ready(other, deployment));
        assertThat(plan()).containsExactly(new End(old));
        assertThat(fresh.worker()).isEqualTo(other.id());
    }

    @Test
    void aWorkerThatComesBackGoesOnAndTheReplacementEnds() {
        var back = worker("back", null);
        var other = worker("other", null);
        add(ready(back, deployment));
        var loading = add(ready(other, deployment).in(ReplicaState.LOADING, "", NOW));

        assertThat(plan()).containsExactly(new End(loading));
    }

    @Test
    void withTheOnlyWorkerSilentAQueuedReplicaTellsWhatToDo() {
        var lost = worker("lost", null);
        silent.add(lost.id());
        add(ready(lost, deployment));

        assertThat(plan()).containsExactly(created(null, Fleet.NO_WORKER));
    }

    @Test
    void aFailedReplicaIsTriedAgainElsewhereWhenItsTimeHasCome() {
        var bad = worker("bad", null);
        var good = worker("good", null);
        add(ready(good, deployment(1)));
        add(ready(good, deployment(1)));
        var failed =
                add(ready(bad, deployment).in(ReplicaState.FAILED, "boom", NOW).retriedAt(NOW, 2));

        var steps = planOf(deployment);

        assertThat(steps.getFirst()).isEqualTo(new End(failed));
        assertThat(((Create) steps.getLast()).replica())
                .returns(good.id(), ReplicaRow::worker)
                .returns(3, ReplicaRow::attempts);
    }

    @Test
    void aFailedReplicaIsTriedAgainInItsOwnRoomWhenThereIsNoOther() {
        var room = (MODEL_BYTES + Fleet.MEMORY_BESIDES_FILES + 2) / 3 * 4;
        var only = row("only", null, room, PLENTY, List.of("onnx"));
        workers.add(only);
        add(ready(only, deployment).in(ReplicaState.FAILED, "boom", NOW).retriedAt(NOW, 0));

        assertThat(((Create) plan().getLast()).replica().worker()).isEqualTo(only.id());
    }

    @Test
    void aFailedReplicaWaitsForItsTime() {
        add(ready(worker("one", null), deployment)
                .in(ReplicaState.FAILED, "boom", NOW)
                .retriedAt(NOW.plusMillis(1), 0));

        assertThat(plan()).isEmpty();
    }

    @Test
    void aStoppedDeploymentDrainsWhatIsReadyAndEndsTheRest() {
        var one = worker("one", null);
        var serving = add(ready(one, deployment));
        var loading = add(ready(one, deployment).in(ReplicaState.LOADING, "", NOW));
        deployment = stopped(deployment);

        assertThat(plan())
                .containsExactly(new Change(serving, serving.in(ReplicaState.STOPPING, "", NOW)), new End(loading));
    }

    @Test
    void aDrainedReplicaEndsAfterAWhile() {
        var one = worker("one", null);
        var drained = add(ready(one, deployment).in(ReplicaState.STOPPING, "", NOW.minusSeconds(5)));
        add(ready(one, deployment).in(ReplicaState.STOPPING, "", NOW.minusMillis(4_999)));
        deployment = stopped(deployment);

        assertThat(plan()).containsExactly(new End(drained));
    }

    @Test
    void whatARemovedWorkerHadMovesAtOnce() {
        var other = worker("other", null);
        var gone = row("gone", null, PLENTY, PLENTY, List.of("onnx"));
        var orphan = add(ready(gone, deployment));

        assertThat(plan()).containsExactly(new End(orphan), created(other, "Waiting for worker other to begin."));
    }

    private List<PlacementStep> plan() {
        return planOf(deployment);
    }

    private List<PlacementStep> planOf(DeploymentRow of) {
        var fleet = new Fleet(workers, worker -> !silent.contains(worker.id()), replicas);
        var its = replicas.stream()
                .filter(replica -> replica.deployment().equals(of.id()))
                .toList();
        return Planner.plan(of, its, fleet, PoolSettingsTest.DEFAULTS, NOW).stream()
                .map(PlannerTest::withoutId)
                .toList();
    }

    private String obstacle() {
        return ((Create) plan().getFirst()).replica().reason();
    }

    /** A created replica has an id that nobody can know before. */
    private static PlacementStep withoutId(PlacementStep step) {
        return step instanceof Create(var replica) ? new Create(anonymous(replica)) : step;
    }

    private PlacementStep created(@Nullable WorkerRow on, String reason) {
        return new Create(anonymous(ReplicaRow.queued(deployment, on == null ? null : on.id(), reason, 0, NOW)));
    }

    private static ReplicaRow anonymous(ReplicaRow replica) {
        return new ReplicaRow(
                ANY,
                replica.deployment(),
                replica.tenant(),
                replica.version(),
                replica.sizeBytes(),
                replica.worker(),
                replica.state(),
                replica.reason(),
                replica.progress(),
                replica.attempts(),
                replica.retryAt(),
                replica.createdAt(),
                replica.changedAt());
    }

    private ReplicaRow add(ReplicaRow replica) {
        replicas.add(replica);
        return replica;
    }

    private static ReplicaRow ready(WorkerRow on, DeploymentRow of) {
        return ReplicaRow.queued(of, on.id(), "", 0, NOW.minus(Duration.ofHours(1)))
                .in(ReplicaState.READY, "", NOW.minus(Duration.ofHours(1)));
    }

    private WorkerRow worker(String name, @Nullable TenantId owner) {
        var worker = row(name, owner, PLENTY, PLENTY, List.of("onnx"));
        workers.add(worker);
        return worker;
    }

    private static WorkerRow row(String name, @Nullable TenantId owner, long memory, long disk, List<String> engines) {
        var report = new WorkerReport("1", "http://127.0.0.1:7404", 2, memory, disk, List.of(), engines);
        return new WorkerRow(
                WorkerId.next(),
                owner,
                "default",
                name,
                "key",
                report.address(),
                report,
                JoinTokenId.next(),
                NOW,
                NOW,
                null);
    }

    private static DeploymentRow deployment(int wanted) {
        return new DeploymentRow(
                DeploymentId.next(),
                ACME,
                RepositoryId.next(),
                VersionId.next(),
                "onnx",
                MODEL_BYTES,
                wanted,
                NOW,
                null);
    }

    private static DeploymentRow stopped(DeploymentRow of) {
        return new DeploymentRow(
                of.id(),
                of.tenant(),
                of.model(),
                of.version(),
                of.engine(),
                of.sizeBytes(),
                of.wantedReplicas(),
                of.createdAt(),
                NOW);
    }
}

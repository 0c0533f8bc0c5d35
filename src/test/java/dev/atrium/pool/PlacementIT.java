package dev.atrium.pool;

import static dev.atrium.testing.ControlContext.OPERATOR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.atrium.agent.Heartbeat;
import dev.atrium.agent.SigningKey;
import dev.atrium.cluster.Columns;
import dev.atrium.cluster.FeedReader;
import dev.atrium.registry.Repositories.Published;
import dev.atrium.shared.TenantId;
import dev.atrium.testing.TestMySql;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What happens to replicas when workers come, go and return. */
class PlacementIT {

    @TempDir
    private Path home;

    private PoolFixture pool;
    private TenantId acme;
    private Published version;
    private RouteTable routes;
    private DeploymentTable deployed;
    private FeedReader reader;

    @BeforeEach
    void start() {
        pool = new PoolFixture(home);
        acme = pool.portal.tenant("acme");
        version = pool.publish(acme, "minilm");
        routes = new RouteTable();
        deployed = new DeploymentTable();
        reader = new FeedReader(TestMySql.db(), List.of(routes, deployed), home.resolve("snapshot.json"), pool.clock);
        reader.start();
    }

    @AfterEach
    void stop() {
        reader.stop();
        pool.close();
    }

    @Test
    void aDeploymentWaitsForAWorkerAndThenServes() {
        pool.deploy(acme, version, 1);
        pool.place();
        assertThat(only(acme))
                .returns(ReplicaState.QUEUED, Replica::state)
                .returns(
                        "No worker is connected. Start one with ./atrium run, or join another machine with a join token.",
                        Replica::reason);

        var worker = pool.join("one", null);
        pool.place();
        assertThat(only(acme)).returns("Waiting for worker one to begin.", Replica::reason);

        worker.beat();
        worker.beat();
        assertThat(only(acme))
                .returns(ReplicaState.READY, Replica::state)
                .returns("", Replica::reason)
                .returns(worker.id, Replica::worker);
        assertRoutes(worker);
    }

    @Test
    void aSilentWorkerLosesItsReplicasToAnotherAndDropsThemWhenItReturns() {
        var lost = serving("lost");
        var other = pool.join("other", null);

        pool.pass(Duration.ofSeconds(29), other);
        assertThat(other.orders.wanted()).isEmpty();
        pool.pass(Duration.ofSeconds(6), other);

        assertRoutes(other);
        assertThat(lost.beat().wanted()).isEmpty();
    }

    @Test
    void aSilentWorkerThatReturnsInTimeKeepsWhatItHas() {
        var worker = serving("only");
        var before = only(acme).id();

        pool.pass(Duration.ofSeconds(40));
        assertThat(pool.replicas.of(acme))
                .extracting(Replica::reason)
                .containsExactly(
                        "Worker only has not reported since 2031-05-06T07:08:09Z. Start it again, or connect another.",
                        Fleet.NO_WORKER);

        worker.beat();
        pool.place();
        assertThat(only(acme)).returns(before, Replica::id).returns(ReplicaState.READY, Replica::state);
        assertRoutes(worker);
    }

    @Test
    void aPauseOfThePortalCostsNoWorkerItsReplicas() {
        var worker = serving("one");
        pool.join("other", null);

        pool.clock.advance(Duration.ofMinutes(10));
        pool.place();
        pool.pass(Duration.ofSeconds(5));

        assertThat(only(acme).worker()).isEqualTo(worker.id);
    }

    @Test
    void aMachineThatLostItsIdentityTakesItsOldPlaceAtOnce() {
        serving("one");

        var again = pool.join("one", pool.token(null, 1), SigningKey.generate());
        assertThat(pool.workers.all()).extracting(ListedWorker::id).containsExactly(again.id);
        pool.place();
        again.beat();
        again.beat();

        assertThat(only(acme)).returns(again.id, Replica::worker).returns(ReplicaState.READY, Replica::state);
        assertRoutes(again);
    }

    @Test
    void routesFollowAWorkerToItsNewAddress() {
        var worker = serving("one");

        worker.address = "http://127.0.0.1:9999";
        worker.beat();

        assertRoutes(worker);
    }

    @Test
    void aRestartedWorkerIsNotCalledUntilItHasLoadedAgain() {
        var worker = serving("one");

        worker.orders = new Heartbeat.Answer(List.of(), List.of(), 0);
        worker.beat();

        assertThat(only(acme)).returns(ReplicaState.QUEUED, Replica::state);
        await().atMost(Duration.ofSeconds(5))
                .until(() -> routes.of(version.version()).isEmpty());
        worker.beat();
        assertRoutes(worker);
    }

    @Test
    void aFailedReplicaIsTriedAgainEachTimeLater() {
        pool.deploy(acme, version, 1);
        var worker = pool.join("one", null);
        worker.state = Heartbeat.State.FAILED;
        worker.reason = "model.onnx: not an ONNX model. Publish it again.";
        pool.place();
        worker.beat();
        worker.beat();

        var first = only(acme);
        assertThat(first)
                .returns(ReplicaState.FAILED, Replica::state)
                .returns(
                        "model.onnx: not an ONNX model. Publish it again. It is tried again at 2031-05-06T07:08:14.123456Z.",
                        Replica::reason);
        pool.pass(Duration.ofSeconds(8), worker);
        var second = only(acme);
        assertThat(second.id()).isNotEqualTo(first.id());
        assertThat(second.state()).isEqualTo(ReplicaState.FAILED);
        pool.pass(Duration.ofSeconds(5), worker);
        assertThat(only(acme).id()).isEqualTo(second.id());

        worker.state = Heartbeat.State.READY;
        worker.reason = "";
        pool.pass(Duration.ofSeconds(10), worker);
        assertThat(only(acme)).returns(ReplicaState.READY, Replica::state).returns("", Replica::reason);
    }

    @Test
    void neverRunsOnAnotherOrganizationsWorker() {
        var globex = pool.portal.tenant("globex");
        var theirs = pool.join("theirs", globex);
        pool.deploy(acme, version, 1);

        pool.pass(Duration.ofSeconds(4), theirs);

        assertThat(theirs.orders.wanted()).isEmpty();
        assertThat(only(acme)).returns(null, Replica::worker).returns(Fleet.NO_WORKER, Replica::reason);
    }

    @Test
    void aStoppedDeploymentDrainsAndIsGone() {
        var worker = serving("one");
        var deployment = pool.deployments.of(acme).getFirst().id();

        pool.deployments.stop(OPERATOR, acme, deployment);
        pool.place();

        assertThat(only(acme)).returns(ReplicaState.STOPPING, Replica::state);
        await().atMost(Duration.ofSeconds(5))
                .until(() -> routes.of(version.version()).isEmpty());
        assertThat(worker.beat().wanted()).hasSize(1);
        pool.pass(Duration.ofSeconds(6), worker);
        assertThat(worker.beat().wanted()).isEmpty();
        assertThat(pool.replicas.of(acme)).isEmpty();
    }

    @Test
    void gatewaysKnowWhatIsDeployedThoughNothingServesIt() {
        pool.deploy(acme, version, 1);
        pool.deploy(acme, version, 2);

        await().atMost(Duration.ofSeconds(5)).until(() -> deployed.isDeployed(version.version()));
        assertThat(routes.of(version.version())).isEmpty();
        var both = pool.deployments.of(acme);
        pool.deployments.stop(OPERATOR, acme, both.getFirst().id());
        var gone = both.getFirst().id();
        await().atMost(Duration.ofSeconds(5))
                .until(() -> deployed.rows().stream().noneMatch(row -> row.id().equals(gone)));
        assertThat(deployed.isDeployed(version.version())).isTrue();
        pool.deployments.stop(OPERATOR, acme, both.getLast().id());
        await().atMost(Duration.ofSeconds(5)).until(() -> !deployed.isDeployed(version.version()));
    }

    @Test
    void aRemovedWorkerIsNotCalledAnyMore() {
        var worker = serving("one");

        pool.workers.remove(OPERATOR, worker.id);

        await().atMost(Duration.ofSeconds(5))
                .until(() -> routes.of(version.version()).isEmpty());
        pool.place();
        assertThat(only(acme)).returns(null, Replica::worker).returns(Fleet.NO_WORKER, Replica::reason);
    }

    @Test
    void aHeartbeatWithoutNewsAppendsNothingToTheFeedAndWritesNothing() {
        var worker = serving("one");
        var feed = feedNumber();
        var seen = pool.workers.all().getFirst().seenAt();

        pool.clock.advance(Duration.ofSeconds(2));
        worker.beat();
        pool.place();

        assertThat(feedNumber()).isEqualTo(feed);
        assertThat(pool.workers.all().getFirst().seenAt()).isEqualTo(seen);
        pool.clock.advance(Duration.ofSeconds(3));
        worker.beat();
        assertThat(pool.workers.all().getFirst().seenAt()).isEqualTo(pool.clock.instant());
        assertThat(feedNumber()).isEqualTo(feed);
    }

    @Test
    void whatEndedLongAgoIsForgotten() {
        serving("one");
        pool.deployments.stop(
                OPERATOR, acme, pool.deployments.of(acme).getFirst().id());
        pool.pass(Duration.ofSeconds(8));
        pool.deploy(acme, version, 1);
        pool.place();
        assertThat(rowsOf(acme)).isEqualTo(2);

        pool.clock.advance(ReplicaCleaning.KEPT.minusSeconds(5));
        pool.portal.bean(ReplicaCleaning.class).run();
        assertThat(rowsOf(acme)).isEqualTo(2);
        pool.clock.advance(Duration.ofSeconds(8));
        pool.portal.bean(ReplicaCleaning.class).run();

        assertThat(rowsOf(acme)).isOne();
        assertThat(pool.replicas.of(acme)).hasSize(1);
    }

    private static int rowsOf(TenantId tenant) {
        return TestMySql.db()
                .sql("""
                        SELECT COUNT(*) FROM replica r JOIN deployment d ON d.id = r.deployment_id
                        WHERE d.tenant_id = :tenant
                        """)
                .param("tenant", Columns.id(tenant))
                .query(Integer.class)
                .single();
    }

    private PoolFixture.TestWorker serving(String name) {
        pool.deploy(acme, version, 1);
        var worker = pool.join(name, null);
        pool.place();
        worker.beat();
        worker.beat();
        assertRoutes(worker);
        return worker;
    }

    private Replica only(TenantId tenant) {
        var all = pool.replicas.of(tenant);
        assertThat(all).hasSize(1);
        return all.getFirst();
    }

    private void assertRoutes(PoolFixture.TestWorker worker) {
        await().atMost(Duration.ofSeconds(5))
                .untilAsserted(() -> assertThat(routes.of(version.version()))
                        .singleElement()
                        .returns(worker.id, ReplicaRoute::worker)
                        .returns(URI.create(worker.address), ReplicaRoute::address)
                        .returns(worker.key.publicKey(), ReplicaRoute::workerPublicKey));
    }

    private static long feedNumber() {
        return TestMySql.db()
                .sql("SELECT number FROM feed_clock")
                .query(Long.class)
                .single();
    }
}

package dev.atrium.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.atrium.keys.KeySecret;
import dev.atrium.metering.Usage;
import dev.atrium.metering.UsageStatus;
import dev.atrium.pool.ReplicaRoute;
import dev.atrium.registry.ModelEntry;
import dev.atrium.registry.Visibility;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Engines, workers, the journal's disk and the gateway itself fail; nobody is charged for it. */
class FailuresTest {

    private static final TestGateway GATEWAY =
            new TestGateway(Map.of("first-byte-timeout", "1s", "max-in-flight", "4"));
    private static final StandInEngine OTHER = GATEWAY.accepted(new StandInEngine());
    private static final String BODY = "{\"model\":\"acme/mini\",\"input\":\"one two three\"}";

    private static KeySecret key = KeySecret.random();
    private static @Nullable ModelEntry model;

    @BeforeAll
    static void serveAModelTwice() {
        var acme = GATEWAY.facts.tenant("acme");
        key = GATEWAY.facts.key(acme);
        model = GATEWAY.facts.model(acme, "mini", Visibility.PRIVATE);
        GATEWAY.facts.serve(model, GATEWAY.engine);
        GATEWAY.facts.serve(model, OTHER);
    }

    @BeforeEach
    void forget() {
        await().until(() -> routes().stream()
                .noneMatch(route -> GATEWAY.gateway().replicas().of(route).isEjected()));
        await().untilAsserted(() -> assertThat(GATEWAY.journal.reserved()).isZero());
        GATEWAY.journal.events().clear();
        GATEWAY.engine.behave();
        OTHER.behave();
    }

    @AfterAll
    static void stop() {
        GATEWAY.close();
        OTHER.close();
    }

    @Test
    void triesAnotherReplicaWhenOneDiesBeforeTheFirstByte() {
        GATEWAY.engine.then(Scripts.diesBeforeFirstByte());
        OTHER.then(Scripts.diesBeforeFirstByte());

        var answers = List.of(call(), call(), call());

        assertThat(answers).filteredOn(answer -> answer.status() == 200).hasSizeGreaterThanOrEqualTo(1);
        assertThat(GATEWAY.journal.events())
                .filteredOn(event -> event.usage().status() == UsageStatus.COMPLETED)
                .hasSameSizeAs(answers.stream()
                        .filter(answer -> answer.status() == 200)
                        .toList());
    }

    @Test
    void tellsWhenToComeBackWhenEveryReplicaDies() {
        for (var engine : List.of(GATEWAY.engine, OTHER)) {
            // Twice, since a kept connection that breaks at once is no proof of anything: a new one is tried.
            engine.then(Scripts.diesBeforeFirstByte()).then(Scripts.diesBeforeFirstByte());
        }

        var answer = call();

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.code()).isEqualTo("no_replica");
        assertThat(answer.header("retry-after")).isEqualTo("1");
        assertThat(answer.message()).isEqualTo("No replica of 'acme/mini' can be reached now. Try again soon.");
        assertThat(onlyUsage().status()).isEqualTo(UsageStatus.FAILED);
        assertThat(onlyUsage().amountPico()).isZero();
    }

    @Test
    void tellsWhenToComeBackWhenEveryReplicaIsLost() {
        var globex = GATEWAY.facts.tenant("globex");
        var route = GATEWAY.facts.serve(GATEWAY.facts.model(globex, "lost", Visibility.PUBLIC), GATEWAY.engine);
        GATEWAY.gateway().replicas().of(route).eject();
        GATEWAY.facts.lose(route);

        var answer = GATEWAY.post("/v1/embeddings", key.spelled(), BODY.replace("acme/mini", "globex/lost"));

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.code()).isEqualTo("no_replica");
        assertThat(answer.header("retry-after")).isEqualTo("1");
        assertThat(GATEWAY.journal.events()).isEmpty();
        assertThat(GATEWAY.gateway().replicas().of(route).isEjected())
                .as("what is known of a replica that no route leads to")
                .isFalse();
    }

    /** A worker that greets is no proof of the replica, so it would be asked again and again. */
    @Test
    void leavesAReplicaOutForAWhileThatItsWorkerDoesNotRun() {
        GATEWAY.engine.then(Scripts.error(404, "replica_not_here", "no"));
        OTHER.then(Scripts.error(404, "replica_not_here", "no"));

        var answer = call();
        await().pollDelay(Duration.ofMillis(400)).until(() -> true);

        assertThat(answer.code()).isEqualTo("no_replica");
        assertThat(routes())
                .allSatisfy(route -> assertThat(
                                GATEWAY.gateway().replicas().of(route).isEjected())
                        .isTrue());
    }

    @Test
    void refusesWithoutAnEventWhenEveryReplicaIsLeftOut() {
        routes().forEach(route -> GATEWAY.gateway().replicas().of(route).eject());
        try {
            assertThat(call().code()).isEqualTo("no_replica");
            assertThat(GATEWAY.journal.events()).isEmpty();
        } finally {
            routes().forEach(route -> GATEWAY.gateway().replicas().of(route).readmit());
        }
    }

    @Test
    void goesElsewhereWhenAReplicaIsNotThereOrFull() {
        for (var code : List.of("replica_not_here", "replica_busy")) {
            forget();
            assertThat(call().status()).isEqualTo(200);
            GATEWAY.engine.then(Scripts.error(code.equals("replica_busy") ? 503 : 404, code, "no"));
            OTHER.then(Scripts.normal(OTHER));

            assertThat(List.of(call().status(), call().status())).as(code).containsOnly(200);
        }
    }

    @Test
    void tellsThatEveryReplicaIsFull() {
        for (var engine : List.of(GATEWAY.engine, OTHER)) {
            engine.then(Scripts.error(503, "replica_busy", "full"));
        }

        var answer = call();

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.code()).isEqualTo("replica_busy");
    }

    @Test
    void passesTheEnginesRefusalOn() {
        for (var engine : List.of(GATEWAY.engine, OTHER)) {
            engine.then(Scripts.error(400, "context_length_exceeded", "3 tokens are more than 2"));
        }

        var answer = call();

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("context_length_exceeded");
        assertThat(answer.message()).isEqualTo("3 tokens are more than 2");
        assertThat(onlyUsage().status()).isEqualTo(UsageStatus.REFUSED);
        assertThat(onlyUsage().errorCode()).isEqualTo("context_length_exceeded");
        assertThat(onlyUsage().amountPico()).isZero();
    }

    @Test
    void withholdsAnAnswerThatCannotBeRecorded() {
        GATEWAY.journal.broken(true);
        try {
            var answer = call();

            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.code()).isEqualTo("journal_failed");
        } finally {
            GATEWAY.journal.broken(false);
        }
    }

    @Test
    void sendsNothingBeforeTheEventIsOnDisk() {
        var onDisk = new ArrayList<Runnable>();
        GATEWAY.journal.disk(onDisk::add);
        try {
            var answer = CompletableFuture.supplyAsync(FailuresTest::call);
            await().until(() -> onDisk.size() == 1);

            assertThat(answer).isNotDone();
            onDisk.getFirst().run();
            assertThat(answer).succeedsWithin(Duration.ofSeconds(5)).matches(done -> done.status() == 200);
        } finally {
            GATEWAY.journal.disk(java.util.concurrent.ForkJoinPool.commonPool());
        }
    }

    @Test
    void refusesWhenTheJournalIsFull() {
        GATEWAY.journal.full(true);
        try {
            var answer = call();

            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.code()).isEqualTo("journal_full");
            assertThat(answer.header("retry-after")).isEqualTo("1");
        } finally {
            GATEWAY.journal.full(false);
        }
    }

    @Test
    void admitsNoMoreThanItsLimit() {
        for (int i = 0; i < 2; i++) {
            GATEWAY.engine.then(Scripts.after(Duration.ofMillis(600), Scripts.normal(GATEWAY.engine)));
            OTHER.then(Scripts.after(Duration.ofMillis(600), Scripts.normal(OTHER)));
        }
        var running = new ArrayList<CompletableFuture<TestGateway.Answer>>();
        for (int i = 0; i < 4; i++) {
            running.add(CompletableFuture.supplyAsync(FailuresTest::call, Thread::startVirtualThread));
        }
        await().until(() -> GATEWAY.gateway().inFlight() == 4);

        var answer = call();

        assertThat(answer.code()).isEqualTo("overloaded");
        assertThat(answer.message()).isEqualTo("This gateway runs 4 requests, its limit. Try again soon.");
        assertThat(running).allSatisfy(one -> assertThat(one.join().status()).isEqualTo(200));
    }

    @Test
    void givesUpOnASilentEngine() {
        await().until(() -> call().status() == 200 && GATEWAY.engine.hellos() > 0 && OTHER.hellos() > 0);
        GATEWAY.journal.events().clear();
        for (var engine : List.of(GATEWAY.engine, OTHER)) {
            engine.then(Scripts.silent());
        }
        var before = GATEWAY.engine.hellos() + OTHER.hellos();

        var answer = call();

        assertThat(answer.status()).isEqualTo(504);
        assertThat(answer.code()).isEqualTo("engine_timeout");
        // It is left out, and so probed.
        await().until(() -> GATEWAY.engine.hellos() + OTHER.hellos() == before + 1);
        assertThat(onlyUsage().status()).isEqualTo(UsageStatus.FAILED);
    }

    @Test
    void recordsACallerWhoHangsUpAndChargesNothing() throws Exception {
        for (var engine : List.of(GATEWAY.engine, OTHER)) {
            engine.then(Scripts.after(Duration.ofMillis(900), Scripts.silent()));
        }
        try (var socket = RawHttp.open(GATEWAY.port())) {
            RawHttp.send(socket, RawHttp.post("/v1/embeddings", key.spelled(), BODY));
            await().until(() -> GATEWAY.gateway().inFlight() == 1);
        }

        await().until(() -> GATEWAY.journal.events().size() == 1);
        assertThat(onlyUsage().status()).isIn(UsageStatus.CANCELED, UsageStatus.FAILED);
        assertThat(onlyUsage().amountPico()).isZero();
    }

    @Test
    void estimatesWhereAnAnswerTellsNoUsage() {
        for (var engine : List.of(GATEWAY.engine, OTHER)) {
            engine.then(Scripts.json(engine, "{\"data\":[]}"));
        }

        assertThat(call().status()).isEqualTo(200);
        assertThat(onlyUsage().lines()).singleElement().satisfies(line -> {
            assertThat(line.quantity()).isEqualTo(4);
            assertThat(line.exact()).isFalse();
        });
    }

    @Test
    void takesABrokenAnswerForAFailure() {
        for (var engine : List.of(GATEWAY.engine, OTHER)) {
            engine.then(Scripts.json(engine, "{\"data\":["));
        }

        var answer = call();

        assertThat(answer.status()).isEqualTo(502);
        assertThat(answer.code()).isEqualTo("engine_failed");
        assertThat(onlyUsage().amountPico()).isZero();
    }

    @Test
    void sendsNothingToAWorkerThatDoesNotHoldItsKey() {
        try (var impostor = GATEWAY.accepted(new StandInEngine())) {
            impostor.pretend();
            var other = GATEWAY.facts.model(GATEWAY.facts.tenant("victim"), "m", Visibility.PUBLIC);
            GATEWAY.facts.serve(other, impostor);

            var answer = GATEWAY.post("/v1/embeddings", key.spelled(), BODY.replace("acme/mini", "victim/m"));

            assertThat(answer.code()).isEqualTo("no_replica");
            assertThat(impostor.hellos()).isPositive();
            assertThat(impostor.received()).isEmpty();
        }
    }

    @Test
    void sendsOnlyWhatTheWorkerMayKnow() {
        var request = GATEWAY.request(
                "/v1/embeddings",
                key.spelled(),
                BODY,
                more -> more.header("x-secret", "42").header("cookie", "a=b").header("x-client-request-id", "mine-7"));
        GATEWAY.engine.received().clear();
        OTHER.received().clear();

        GATEWAY.send(request);

        var received = new ArrayList<>(GATEWAY.engine.received());
        received.addAll(OTHER.received());
        var headers = received.getFirst().headers();
        assertThat(headers.names().stream().map(Object::toString))
                .containsOnly(
                        ":method",
                        ":path",
                        ":scheme",
                        "host",
                        "authorization",
                        "x-request-id",
                        "content-type",
                        "content-length");
        assertThat(headers.get("authorization"))
                .doesNotContain(key.characters())
                .startsWith("Bearer proc_");
        assertThat(onlyUsage().clientRequestId()).isEqualTo("mine-7");
    }

    @Test
    void prefersTheLessLoadedReplica() {
        GATEWAY.engine.load("running=8;queued=8;slots=8");
        OTHER.load("running=0;queued=0;slots=8");
        try {
            call();
            call();
            call();
            GATEWAY.engine.received().clear();
            OTHER.received().clear();

            for (int i = 0; i < 5; i++) {
                call();
            }

            assertThat(OTHER.received()).hasSizeGreaterThanOrEqualTo(4);
        } finally {
            GATEWAY.engine.load("running=1;queued=0;slots=8");
            OTHER.load("running=1;queued=0;slots=8");
        }
    }

    private static List<ReplicaRoute> routes() {
        return GATEWAY.facts.replicas(java.util.Objects.requireNonNull(model)
                .versions()
                .values()
                .iterator()
                .next());
    }

    private static TestGateway.Answer call() {
        return GATEWAY.post("/v1/embeddings", key.spelled(), BODY);
    }

    private static Usage onlyUsage() {
        await().untilAsserted(() -> assertThat(GATEWAY.journal.events()).isNotEmpty());
        return GATEWAY.journal.events().getFirst().usage();
    }
}

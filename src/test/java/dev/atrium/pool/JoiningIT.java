package dev.atrium.pool;

import static dev.atrium.testing.ControlContext.OPERATOR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.atrium.agent.SigningKey;
import dev.atrium.audit.AuditLog;
import dev.atrium.audit.RecordedEntry;
import dev.atrium.cluster.Columns;
import dev.atrium.shared.Digest;
import dev.atrium.shared.Problem;
import dev.atrium.shared.ProblemException;
import dev.atrium.shared.Slug;
import dev.atrium.shared.WorkerId;
import dev.atrium.testing.TestMySql;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JoiningIT {

    @TempDir
    private Path home;

    private PoolFixture pool;

    @BeforeEach
    void start() {
        pool = new PoolFixture(home);
    }

    @AfterEach
    void stop() {
        pool.close();
    }

    @Test
    void aTokenMakesAWorkerOfItsOwnerAndPool() {
        var acme = pool.portal.tenant("acme");

        var worker = pool.join("one", acme);

        assertThat(pool.workers.all())
                .singleElement()
                .returns(worker.id, ListedWorker::id)
                .returns(acme, ListedWorker::owner)
                .returns("default", ListedWorker::pool)
                .returns("one", ListedWorker::name)
                .returns(ListedWorker.Liveness.CONNECTED, ListedWorker::liveness)
                .returns("Connected.", ListedWorker::words);
        assertThat(pool.workers.publicKey(worker.id)).isEqualTo(worker.key.publicKey());
        assertThat(pool.portal.bean(AuditLog.class).of(acme, null, 2))
                .extracting(RecordedEntry::action)
                .containsExactly("worker.join", "join_token.issue");
    }

    @Test
    void manyAtOnceUseATokenUpExactly() throws Exception {
        var token = pool.token(null, 3);
        var joined = new AtomicInteger();
        Callable<String> join = () -> {
            try {
                pool.join("w" + joined.incrementAndGet(), token, SigningKey.generate());
                return "joined";
            } catch (ProblemException e) {
                return e.problem().message();
            }
        };

        try (var threads = Executors.newFixedThreadPool(8)) {
            var answers =
                    threads.invokeAll(IntStream.range(0, 16).mapToObj(_ -> join).toList());

            assertThat(answers.stream().map(answer -> answer.resultNow()).filter("joined"::equals))
                    .hasSize(3);
            assertThat(answers.stream().map(answer -> answer.resultNow()).filter(answer -> !answer.equals("joined")))
                    .hasSize(13)
                    .containsOnly("This join token is used up. Issue a new one.");
        }
        assertThat(pool.workers.all()).hasSize(3);
    }

    @Test
    void theSameCallAgainHasTheSameAnswerAndUsesNothingUp() {
        var token = pool.token(null, 1);
        var worker = pool.join("one", token, SigningKey.generate());

        assertThat(pool.workers.join(worker.request(token))).isEqualTo(worker.id);
        assertThat(pool.workers.all()).hasSize(1);
    }

    @Test
    void refusesAnExpiredToken() {
        var token = pool.token(null, 1);
        pool.clock.advance(Duration.ofHours(1));

        assertProblem(
                () -> pool.join("one", token, SigningKey.generate()),
                Problem.of(
                        401,
                        "bad_join_token",
                        "This join token expired at 2031-05-06T08:08:09.123456Z. Issue a new one."));
    }

    @Test
    void refusesAMadeUpToken() {
        assertProblem(
                () -> pool.join("one", "atj_made-up", SigningKey.generate()),
                Problem.of(401, "bad_join_token", "This join token is not known. Copy it again, or issue a new one."));
    }

    @Test
    void aRemovedWorkerComesBackOnlyWithANewToken() {
        var token = pool.token(null, 5);
        var worker = pool.join("one", token, SigningKey.generate());
        pool.workers.remove(OPERATOR, worker.id);
        var removed = Problem.of(
                401,
                "worker_removed",
                "Worker %s was removed from its pool. To add it again, start it with a new join token."
                        .formatted(worker.id));

        assertProblem(() -> pool.workers.publicKey(worker.id), removed);
        assertProblem(worker::beat, removed);
        assertProblem(() -> pool.workers.join(worker.request(token)), removed);
        assertThat(pool.workers.join(worker.request(pool.token(null, 1)))).isEqualTo(worker.id);
        assertThat(pool.workers.publicKey(worker.id)).isEqualTo(worker.key.publicKey());
    }

    @Test
    void anUnknownWorkerIsToldToJoinAgain() {
        var nobody = WorkerId.next();

        assertProblem(
                () -> pool.workers.publicKey(nobody),
                Problem.of(401, "unknown_worker", "Worker %s is not known here. Join again.".formatted(nobody)));
        assertProblem(
                () -> pool.workers.remove(OPERATOR, nobody),
                Problem.of(
                        404,
                        "no_such_worker",
                        "There is no worker %s. List the workers to see their ids.".formatted(nobody)));
    }

    @Test
    void aTokenIsStoredAsItsDigestOnly() {
        var issued = pool.tokens.issue(OPERATOR, null, new Slug("gpu"), 1, Duration.ofDays(1));

        var stored = TestMySql.db()
                .sql("SELECT digest FROM join_token WHERE id = :id")
                .param("id", Columns.id(issued.id()))
                .query(byte[].class)
                .single();
        assertThat(stored)
                .isEqualTo(Digest.of(issued.token().getBytes(StandardCharsets.UTF_8))
                        .bytes());
        assertThat(issued.toString()).doesNotContain(issued.token());
    }

    @Test
    void refusesTokensForTooManyOrForTooLong() {
        var gpu = new Slug("gpu");

        assertProblem(
                () -> pool.tokens.issue(OPERATOR, null, gpu, 1001, Duration.ofDays(1)),
                Problem.ofField("uses", "bad_uses", "uses: 1001 (expected: 1 to 1000)"));
        assertProblem(
                () -> pool.tokens.issue(OPERATOR, null, gpu, 1, Duration.ofDays(31)),
                Problem.ofField(
                        "valid_for",
                        "bad_validity",
                        "valid_for: PT744H (expected: more than nothing, at most 30 days)"));
    }

    private static void assertProblem(ThrowingCallable act, Problem expected) {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(act)
                .extracting(ProblemException::problem)
                .isEqualTo(expected);
    }
}

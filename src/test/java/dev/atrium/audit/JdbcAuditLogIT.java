package dev.atrium.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.atrium.shared.Actor;
import dev.atrium.shared.TenantId;
import dev.atrium.shared.WorkerId;
import dev.atrium.testing.ControlContext;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.support.TransactionTemplate;

class JdbcAuditLogIT {

    @TempDir
    private static Path home;

    private static ControlContext context;

    private AuditLog audit;
    private TransactionTemplate transactions;
    private final TenantId acme = TenantId.next();

    @BeforeAll
    static void open() {
        context = new ControlContext(home, Clock.tick(Clock.systemUTC(), Duration.ofNanos(1_000)));
    }

    @BeforeEach
    void find() {
        audit = context.bean(AuditLog.class);
        transactions = context.bean(TransactionTemplate.class);
    }

    @AfterAll
    static void close() {
        context.close();
    }

    @Test
    void keepsWhatWasRecorded() {
        var worker = WorkerId.next();

        record(AuditEntry.done(acme, new Actor.Worker(worker), "thing.make", "thing_1", Map.of("name", "x")));

        assertThat(audit.of(acme, null, 10)).singleElement().satisfies(entry -> {
            assertThat(entry.tenant()).isEqualTo(acme);
            assertThat(entry.actorKind()).isEqualTo("worker");
            assertThat(entry.actor()).isEqualTo(worker.text());
            assertThat(entry.action()).isEqualTo("thing.make");
            assertThat(entry.subject()).isEqualTo("thing_1");
            assertThat(entry.refused()).isFalse();
            assertThat(entry.detail()).containsExactly(Map.entry("name", "x"));
        });
    }

    @Test
    void showsOneOrganizationOnlyItsOwnLog() {
        record(AuditEntry.done(TenantId.next(), ControlContext.OPERATOR, "thing.make", "theirs", Map.of()));
        record(AuditEntry.done(null, ControlContext.OPERATOR, "thing.make", "installation's", Map.of()));

        assertThat(audit.of(acme, null, 10)).isEmpty();
    }

    @Test
    void pagesFromTheNewest() {
        for (var subject : new String[] {"1", "2", "3"}) {
            record(AuditEntry.done(acme, ControlContext.OPERATOR, "thing.make", subject, Map.of()));
        }

        var first = audit.of(acme, null, 2);
        var second = audit.of(acme, first.getLast().id(), 2);

        assertThat(first).extracting(RecordedEntry::subject).containsExactly("3", "2");
        assertThat(second).extracting(RecordedEntry::subject).containsExactly("1");
    }

    @Test
    void fallsWithTheChangeThatItDescribes() {
        transactions.executeWithoutResult(status -> {
            audit.record(AuditEntry.done(acme, ControlContext.OPERATOR, "thing.make", "1", Map.of()));
            status.setRollbackOnly();
        });

        assertThat(audit.of(acme, null, 10)).isEmpty();
    }

    @Test
    void refusesToRecordOutsideOfATransaction() {
        var entry = AuditEntry.done(acme, ControlContext.OPERATOR, "thing.make", "1", Map.of());

        assertThatExceptionOfType(IllegalTransactionStateException.class).isThrownBy(() -> audit.record(entry));
    }

    private void record(AuditEntry entry) {
        transactions.executeWithoutResult(_ -> audit.record(entry));
    }
}

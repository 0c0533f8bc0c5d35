package dev.atrium.api.management;

import dev.atrium.audit.AuditEntry;
import dev.atrium.audit.AuditLog;
import dev.atrium.shared.Actor;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Attempts on the management port without the token. All are counted; the audit log gets one entry per ten seconds
 * at most, with the number of those before it, so that nobody can fill it from outside.
 */
final class Refusals {

    private static final Logger LOG = LoggerFactory.getLogger(Refusals.class);
    private static final Duration APART = Duration.ofSeconds(10);
    private static final int SUBJECT_MAX_LENGTH = 80;

    private final AuditLog audit;
    private final TransactionTemplate transactions;
    private final Clock clock;
    private final Counter counter;
    private Instant auditedAt = Instant.EPOCH;
    private int unaudited;

    Refusals(AuditLog audit, TransactionTemplate transactions, Clock clock, MeterRegistry metrics) {
        this.audit = audit;
        this.transactions = transactions;
        this.clock = clock;
        this.counter = Counter.builder("atrium.management.refused")
                .description("Requests to the management port without the right token")
                .register(metrics);
    }

    /** @param attempt method and path */
    void record(String attempt) {
        counter.increment();
        var before = countOrZero();
        if (before == 0) {
            return;
        }
        var subject = attempt.substring(0, Math.min(SUBJECT_MAX_LENGTH, attempt.length()));
        try {
            transactions.executeWithoutResult(_ -> audit.record(new AuditEntry(
                    null,
                    new Actor.Installation("management"),
                    "management.access",
                    subject,
                    true,
                    Map.of("attempts", Integer.toString(before)))));
        } catch (RuntimeException e) {
            LOG.warn("a refused attempt on the management port could not be audited", e);
        }
    }

    /** How many attempts the entry to write now stands for; 0 when none is due. */
    private synchronized int countOrZero() {
        unaudited++;
        var now = clock.instant();
        if (now.isBefore(auditedAt.plus(APART))) {
            return 0;
        }
        auditedAt = now;
        var count = unaudited;
        unaudited = 0;
        return count;
    }
}

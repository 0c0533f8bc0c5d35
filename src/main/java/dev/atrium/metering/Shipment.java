package dev.atrium.metering;

import dev.atrium.cluster.Columns;
import dev.atrium.shared.JournalId;
import dev.atrium.shared.TenantId;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** Puts events into MySQL and moves the journal's position, in one transaction. */
final class Shipment {

    private final JournalId journal;
    private final JdbcTemplate db;
    private final JournalPositions positions;
    private final TransactionTemplate transactions;
    private final Clock clock;

    Shipment(
            JournalId journal,
            JdbcTemplate db,
            JournalPositions positions,
            TransactionTemplate transactions,
            Clock clock) {
        this.journal = journal;
        this.db = db;
        this.positions = positions;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * Ships {@code events}, the next ones after {@code from}.
     *
     * @return false, and nothing changed, if MySQL does not stand at {@code from}
     */
    boolean ship(long from, List<UsageEvent> events) {
        var last = events.getLast();
        return isDone(() -> {
            if (!positions.move(journal, from, last.sequence(), last.at(), clock.instant())) {
                return false;
            }
            insert(events);
            return true;
        });
    }

    /** Moves past an event that MySQL will never have. */
    boolean skip(long from, long to) {
        return isDone(() -> positions.move(journal, from, to, Instant.EPOCH, clock.instant()));
    }

    private boolean isDone(BooleanSupplier work) {
        return Boolean.TRUE.equals(transactions.execute(_ -> work.getAsBoolean()));
    }

    private void insert(List<UsageEvent> events) {
        var rows = new ArrayList<@Nullable Object[]>(events.size());
        var lines = new ArrayList<@Nullable Object[]>(events.size() * 2);
        for (var event : events) {
            rows.add(UsageRows.eventRow(event));
            event.usage().lines().forEach(line -> lines.add(UsageRows.lineRow(event, line)));
        }
        UsageRows.EVENTS.insert(db, rows);
        if (!lines.isEmpty()) {
            UsageRows.LINES.insert(db, lines);
        }
        // After the events: the leader that waits for a mark sees them; one that was first finds a new mark.
        db.batchUpdate("INSERT IGNORE INTO usage_dirty_hour (payer_id, hour) VALUES (?, ?)", dirtyHours(events));
    }

    private record DirtyHour(TenantId payer, Instant hour) {}

    /** In one order everywhere, so that two shippers never wait for each other. */
    private static List<Object[]> dirtyHours(List<UsageEvent> events) {
        return events.stream()
                .map(event -> new DirtyHour(event.usage().payer(), event.at().truncatedTo(ChronoUnit.HOURS)))
                .distinct()
                .sorted(Comparator.comparing((DirtyHour mark) -> mark.payer().value())
                        .thenComparing(DirtyHour::hour))
                .map(mark -> new Object[] {Columns.id(mark.payer()), Columns.time(mark.hour())})
                .toList();
    }
}

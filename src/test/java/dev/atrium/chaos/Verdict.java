package dev.atrium.chaos;

import static dev.atrium.cluster.Columns.id;

import dev.atrium.shared.Money;
import dev.atrium.shared.TenantId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Compares each event that MySQL has with what the client saw.
 *
 * @param events        completed requests that have an event
 * @param missing       completed requests without one
 * @param doubled       requests with more than one
 * @param chargedUnseen requests that are charged although the client did not get the whole answer
 * @param wrong         events whose quantities or amount differ from what the client was told, or do not add up
 */
record Verdict(int completed, int events, int missing, int doubled, int chargedUnseen, int wrong) {

    private static final Currency USD = Currency.getInstance("USD");

    private record Event(String status, long amount, long lines, long input, long output) {}

    static Verdict of(JdbcClient db, TenantId payer, Collection<Seen> seen) {
        var events = events(db, payer);
        var completed = 0;
        var found = 0;
        var chargedUnseen = 0;
        var wrong = 0;
        for (var request : seen) {
            var own = events.getOrDefault(request.name(), List.of());
            completed += request.isComplete() ? 1 : 0;
            found += request.isComplete() && !own.isEmpty() ? 1 : 0;
            chargedUnseen += !request.isComplete() && own.stream().anyMatch(event -> event.amount() > 0) ? 1 : 0;
            wrong += own.stream().allMatch(event -> isRight(event, request)) ? 0 : 1;
        }
        var doubled =
                (int) events.values().stream().filter(all -> all.size() > 1).count();
        return new Verdict(completed, found, completed - found, doubled, chargedUnseen, wrong);
    }

    /** Whether at least {@code least} requests were compared and nothing is wrong. */
    boolean isGood(int least) {
        return completed >= least && missing + doubled + chargedUnseen + wrong == 0;
    }

    String line(int kills) {
        return "journal kills=%d completed=%d events=%d missing=%d doubled=%d charged_unseen=%d wrong=%d"
                .formatted(kills, completed, events, missing, doubled, chargedUnseen, wrong);
    }

    private static boolean isRight(Event event, Seen seen) {
        var isWaived = !event.status().equals("COMPLETED");
        var price = event.input() * ChaosRows.PICO_PER_INPUT + event.output() * ChaosRows.PICO_PER_OUTPUT;
        if (event.amount() != event.lines() || event.amount() != (isWaived ? 0 : price)) {
            return false;
        }
        if (!seen.isComplete()) {
            return true;
        }
        // What was seen complete was either confirmed, or waived because our death hid that it was seen.
        return List.of("COMPLETED", "UNCONFIRMED").contains(event.status())
                && event.input() == seen.input()
                && event.output() == seen.output()
                && (seen.cost() == null || seen.cost().equals(new Money(price, USD).toDecimal()));
    }

    private static Map<String, List<Event>> events(JdbcClient db, TenantId payer) {
        var events = new HashMap<String, List<Event>>();
        db.sql("""
                SELECT e.client_request_id, e.status, e.amount_pico, SUM(l.amount_pico) AS line_amounts,
                  SUM(IF(l.meter = 'input_tokens', l.quantity, 0)) AS input,
                  SUM(IF(l.meter = 'output_tokens', l.quantity, 0)) AS output
                FROM usage_event e LEFT JOIN usage_line l ON l.day = e.day AND l.event_id = e.id
                WHERE e.payer_id = :payer
                GROUP BY e.day, e.id
                """).param("payer", id(payer)).query(row -> {
            events.computeIfAbsent(row.getString("client_request_id"), _ -> new ArrayList<>())
                    .add(new Event(
                            row.getString("status"),
                            row.getLong("amount_pico"),
                            row.getLong("line_amounts"),
                            row.getLong("input"),
                            row.getLong("output")));
        });
        return events;
    }

    /** How many events have which status, and how many numbers are missing in the journals. */
    static String details(JdbcClient db, TenantId payer) {
        var statuses = new TreeMap<String, Long>();
        db.sql("SELECT status, COUNT(*) AS n FROM usage_event WHERE payer_id = :payer GROUP BY status")
                .param("payer", id(payer))
                .query(row -> {
                    statuses.put(row.getString("status"), row.getLong("n"));
                });
        var gaps = db.sql("""
                        SELECT SUM(missing) FROM (
                          SELECT MAX(sequence) - COUNT(*) AS missing FROM usage_event WHERE payer_id = :payer
                          GROUP BY journal_id) AS journals
                        """).param("payer", id(payer)).query(Long.class).single();
        return "events by status %s, gaps in the sequence %d".formatted(statuses, gaps);
    }
}

package dev.atrium.api.management;

import dev.atrium.cluster.ProcessReport;
import dev.atrium.cluster.Processes;
import dev.atrium.metering.Journals;
import dev.atrium.shared.JournalId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The journals of all gateways: how far MySQL has them, and what their gateways say of them. */
@RestController
class JournalsController {

    /** In a gateway's report. */
    private static final String STATE = "journal";

    private final Journals journals;
    private final Processes processes;

    JournalsController(Journals journals, Processes processes) {
        this.journals = journals;
        this.processes = processes;
    }

    /**
     * One journal.
     *
     * @param shipped number of the last event that MySQL has
     * @param live    false once its gateway closed it in good order
     * @param gateway address of the gateway that writes it, or null when that does not report
     * @param state   what the gateway says: what is appended and forced, room left, and a {@code problem} in words
     *                (empty when all is well); null when it does not report
     */
    record View(
            JournalId id,
            long shipped,
            Instant eventAt,
            boolean live,
            Instant movedAt,
            @Nullable String gateway,
            @Nullable Object state) {}

    @GetMapping("/manage/v1/journals")
    Page<View> list(
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = Page.DEFAULT_LIMIT) int limit) {
        var alive = processes.alive();
        var views = journals.all().stream().map(journal -> view(journal, alive)).toList();
        return Page.cut(views, cursor, Page.limit(limit), view -> view.id().text());
    }

    private static View view(Journals.Shipped journal, List<ProcessReport> alive) {
        var writer = alive.stream()
                .filter(process -> writes(process, journal.id()))
                .findFirst()
                .orElse(null);
        return new View(
                journal.id(),
                journal.sequence(),
                journal.eventAt(),
                journal.live(),
                journal.movedAt(),
                writer == null ? null : writer.address(),
                writer == null ? null : writer.state().get(STATE));
    }

    private static boolean writes(ProcessReport process, JournalId journal) {
        return process.state().get(STATE) instanceof Map<?, ?> state
                && journal.text().equals(state.get("id"));
    }
}

package dev.atrium.api.management;

import dev.atrium.metering.UsageEvents;
import dev.atrium.metering.UsageHours;
import dev.atrium.shared.Problem;
import dev.atrium.shared.ProblemException;
import dev.atrium.shared.UsageEventId;
import dev.atrium.tenancy.Tenants;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Usage events and their sums by the hour. */
@RestController
@RequestMapping("/manage/v1")
class UsageController {

    private static final Duration DEFAULT_SPAN = Duration.ofDays(1);
    private static final Duration LONGEST_SPAN = Duration.ofDays(31);

    private final UsageEvents events;
    private final UsageHours hours;
    private final Tenants tenants;
    private final Clock clock;

    UsageController(UsageEvents events, UsageHours hours, Tenants tenants, Clock clock) {
        this.events = events;
        this.hours = hours;
        this.tenants = tenants;
        this.clock = clock;
    }

    /** Newest first; of all organizations where none is named. */
    @GetMapping("/events")
    Page<EventView> events(
            @RequestParam(required = false) @Nullable String organization,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = Page.DEFAULT_LIMIT) int limit) {
        var before = Input.readOrNull("cursor", cursor, UsageEventId::parse);
        var count = Page.limit(limit) + 1;
        var read = organization == null
                ? events.all(before, count)
                : events.of(Input.organization(tenants, organization).id(), before, count);
        return Page.of(read, limit, event -> event.id().text()).map(EventView::of);
    }

    /** Hours that begin from {@code from} to {@code to}; the last day where neither is named. */
    @GetMapping("/rollups")
    Page<RollupView> rollups(
            @RequestParam(required = false) @Nullable String organization,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = Page.DEFAULT_LIMIT) int limit) {
        var end = Objects.requireNonNullElse(Input.readOrNull("to", to, UsageController::instant), clock.instant());
        var start = Objects.requireNonNullElse(
                Input.readOrNull("from", from, UsageController::instant), end.minus(DEFAULT_SPAN));
        if (start.plus(LONGEST_SPAN).isBefore(end)) {
            throw new ProblemException(Problem.ofField(
                    "from", "invalid_value", "from: %s (expected: at most 31 days before %s)".formatted(start, end)));
        }
        var read = organization == null
                ? hours.all(start, end)
                : hours.of(Input.organization(tenants, organization).id(), start, end);
        var views = read.stream().map(RollupView::of).toList();
        return Page.cut(views, cursor, Page.limit(limit), RollupView::cursor);
    }

    private static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(
                    "'%s' (expected: a moment such as 2041-05-01T10:00:00Z)".formatted(text), e);
        }
    }
}

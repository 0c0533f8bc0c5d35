package dev.atrium.portal.usage;

import com.vaadin.flow.router.QueryParameters;
import dev.atrium.metering.CallFilter;
import dev.atrium.metering.UsagePeriod;
import dev.atrium.metering.UsageStatus;
import dev.atrium.metering.UsageSubject;
import dev.atrium.shared.ApiKeyId;
import dev.atrium.shared.Id;
import dev.atrium.shared.PersonId;
import dev.atrium.shared.RepositoryId;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What a reader chose to see, as it stands in the address. What makes no sense there counts as not chosen.
 *
 * @param chosen the query parameters, in one order
 */
record UsageChoice(Map<String, String> chosen) {

    static final String RANGE = "range";
    static final String FROM = "from";
    static final String TO = "to";
    static final String GROUP = "group";
    static final String SHOWN = "show";
    static final String MODEL = "model";
    static final String CALLER = "caller";
    static final String STATUS = "status";

    private static final int WEEK = 7;
    private static final int MONTH = 30;

    /** Which days. */
    enum Range {
        TODAY,
        WEEK,
        MONTH,
        OWN;

        String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What the chart shows. */
    enum Measure {
        COST,
        CALLS,
        TOKENS,
        ERRORS;

        String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    UsageChoice {
        chosen = Map.copyOf(chosen);
    }

    static UsageChoice of(QueryParameters query) {
        return new UsageChoice(query.getParameters().entrySet().stream()
                .filter(entry -> !entry.getValue().isEmpty())
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().getFirst())));
    }

    /** The same, with something else in one place; nothing where {@code value} is empty. */
    UsageChoice with(String name, String value) {
        var changed = new TreeMap<>(chosen);
        if (value.isEmpty()) {
            changed.remove(name);
        } else {
            changed.put(name, value);
        }
        return new UsageChoice(changed);
    }

    QueryParameters toQuery() {
        return QueryParameters.simple(new TreeMap<>(chosen));
    }

    Range range() {
        return read(RANGE, text -> Range.valueOf(text.toUpperCase(Locale.ROOT))).orElse(Range.WEEK);
    }

    UsageSubject.Kind group() {
        return read(GROUP, text -> UsageSubject.Kind.valueOf(text.toUpperCase(Locale.ROOT)))
                .orElse(UsageSubject.Kind.MODEL);
    }

    Measure measure() {
        return read(SHOWN, text -> Measure.valueOf(text.toUpperCase(Locale.ROOT)))
                .orElse(Measure.COST);
    }

    Optional<RepositoryId> model() {
        return read(MODEL, RepositoryId::parse);
    }

    Optional<Id> caller() {
        return this.<Id>read(CALLER, ApiKeyId::parse).or(() -> read(CALLER, PersonId::parse));
    }

    Optional<UsageStatus> status() {
        return read(STATUS, text -> UsageStatus.valueOf(text.toUpperCase(Locale.ROOT)));
    }

    CallFilter filter() {
        return new CallFilter(model().orElse(null), caller().map(Set::of).orElse(null), status().orElse(null));
    }

    /** Of own days the earlier is the first, and the last at most a year behind it. */
    UsagePeriod period(LocalDate today, ZoneId zone) {
        return switch (range()) {
            case TODAY -> new UsagePeriod(today, today, zone);
            case WEEK -> new UsagePeriod(today.minusDays(WEEK - 1), today, zone);
            case MONTH -> new UsagePeriod(today.minusDays(MONTH - 1), today, zone);
            case OWN -> own(today, zone);
        };
    }

    private UsagePeriod own(LocalDate today, ZoneId zone) {
        var from = day(FROM, today);
        var to = day(TO, from);
        var first = from.isBefore(to) ? from : to;
        var latest = first.plusDays(UsagePeriod.DAYS_MAX - 1);
        var last = from.isBefore(to) ? to : from;
        return new UsagePeriod(first, last.isAfter(latest) ? latest : last, zone);
    }

    /** Years of four digits are enough for a calendar. */
    private LocalDate day(String name, LocalDate otherwise) {
        return read(name, LocalDate::parse)
                .filter(day -> day.getYear() >= 2000 && day.getYear() < 3000)
                .orElse(otherwise);
    }

    private <T> Optional<T> read(String name, Function<String, T> parse) {
        try {
            return Optional.ofNullable(chosen.get(name)).map(parse);
        } catch (IllegalArgumentException | DateTimeParseException _) {
            return Optional.empty();
        }
    }
}

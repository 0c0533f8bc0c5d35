package dev.atrium.portal.usage;

import com.vaadin.flow.component.Component;
import dev.atrium.metering.UsagePeriod;
import dev.atrium.metering.UsageSubject;
import dev.atrium.portal.kit.Chart;
import dev.atrium.portal.kit.ChartData;
import dev.atrium.portal.kit.Formats;
import dev.atrium.portal.usage.UsageChoice.Measure;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Sums as a chart: a bar for each day, made of the subjects with the most; the others are one together. */
final class UsageChart {

    /** As many as there are colors, less the one of the others. */
    private static final int NAMED = 5;

    private final Component page;
    private final UsageFigures figures;
    private final Measure measure;
    private final Currency currency;
    private final Formats formats = Formats.current();

    UsageChart(Component page, UsageFigures figures, Measure measure, Currency currency) {
        this.page = page;
        this.figures = figures;
        this.measure = measure;
        this.currency = currency;
    }

    Chart of(UsagePeriod period, Function<UsageSubject, String> names) {
        var subjects = figures.subjects(measure);
        var named = List.copyOf(subjects.subList(0, Math.min(NAMED, subjects.size())));
        // Nothing stands for all others.
        var values = figures.byDay(subject -> Optional.of(subject).filter(named::contains), measure);
        var series = new ArrayList<ChartData.Series>();
        named.forEach(subject -> series.add(series(names.apply(subject), period, values, Optional.of(subject))));
        if (subjects.size() > NAMED) {
            series.add(series(page.getTranslation("usage.others"), period, values, Optional.empty()));
        }
        return new Chart(
                Chart.Kind.STACK,
                new ChartData(
                        page.getTranslation("usage.measure-" + measure.key()),
                        page.getTranslation("usage.day"),
                        period.days().stream().map(formats::day).toList(),
                        series));
    }

    private ChartData.Series series(
            String name,
            UsagePeriod period,
            Map<LocalDate, Map<Optional<UsageSubject>, BigDecimal>> values,
            Optional<UsageSubject> part) {
        return new ChartData.Series(
                name,
                period.days().stream()
                        .map(day -> values.getOrDefault(day, Map.of()).getOrDefault(part, BigDecimal.ZERO))
                        .map(value -> new ChartData.Value(value, text(value)))
                        .toList());
    }

    private String text(BigDecimal value) {
        return measure == Measure.COST ? formats.money(value, currency) : formats.number(value.toBigIntegerExact());
    }
}

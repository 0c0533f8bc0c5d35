package dev.atrium.portal.kit;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.notification.Notification;
import dev.atrium.shared.Money;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Currency;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** What {@link KitView} shows of the large components. */
final class LongSamples {

    private static final long ROWS = 1_000_000;
    private static final long PICO_PER_ROW = 180_000;
    private static final Currency USD = Currency.getInstance("USD");
    private static final Instant FIRST_DAY = Instant.parse("2031-05-06T12:00:00Z");
    private static final List<Long> CALLS = List.of(120L, 480L, 390L, 1_240L, 980L, 1_510L, 1_420L);
    private static final List<Long> ERRORS = List.of(3L, 12L, 0L, 41L, 7L, 22L, 5L);
    private static final String MODEL = "all-minilm-l6-v2";

    private LongSamples() {}

    static Component chart(Component page) {
        var formats = Formats.current();
        var days = IntStream.range(0, CALLS.size())
                .mapToObj(day -> formats.day(FIRST_DAY.plus(day, ChronoUnit.DAYS)))
                .toList();
        var data = new ChartData(
                page.getTranslation("gallery.chart-title"),
                page.getTranslation("gallery.chart-dimension"),
                days,
                List.of(
                        series(page.getTranslation("gallery.chart-calls"), CALLS, formats),
                        series(page.getTranslation("gallery.chart-errors"), ERRORS, formats)));
        var charts = new Div(new Chart(Chart.Kind.BAR, data), new Chart(Chart.Kind.LINE, data));
        charts.addClassName("gallery-charts");
        return charts;
    }

    static Component dialogs(Component page) {
        var stop = Samples.button(page, "gallery.confirm");
        stop.addClickListener(_ -> Confirmation.of(
                        page.getTranslation("gallery.confirm-title"),
                        page.getTranslation("gallery.confirm-text"),
                        page.getTranslation("gallery.confirm"),
                        () -> done(page))
                .open());
        var destroy = Samples.button(page, "gallery.destroy");
        destroy.addClickListener(_ -> Confirmation.destroying(
                        MODEL,
                        page.getTranslation("gallery.destroy-title", MODEL),
                        page.getTranslation("gallery.destroy-text"),
                        page.getTranslation("gallery.destroy"),
                        () -> done(page))
                .open());
        return Samples.row(stop, destroy);
    }

    static Component list(Component page) {
        var formats = Formats.current();
        var grid = new LazyGrid<>(LongSamples::rowsAfter, empty(page));
        grid.addColumn(formats::number).setHeader(page.getTranslation("gallery.list-name"));
        grid.addColumn(row -> formats.money(new Money(row * PICO_PER_ROW, USD)))
                .setHeader(page.getTranslation("gallery.list-value"))
                .setTextAlign(com.vaadin.flow.component.grid.ColumnTextAlign.END);
        var panel = new SidePanel(grid, grid::deselectAll);
        grid.addItemClickListener(click -> panel.show(
                page.getTranslation("gallery.panel-title"), new Paragraph(page.getTranslation("gallery.panel-text"))));
        var nothing = new LazyGrid<Long>((_, _) -> List.of(), empty(page));
        nothing.addColumn(formats::number).setHeader(page.getTranslation("gallery.list-name"));
        nothing.setAllRowsVisible(true);
        return new Div(panel, nothing);
    }

    private static EmptyState empty(Component page) {
        return new EmptyState(VaadinIcon.LIST, page.getTranslation("gallery.list-empty"));
    }

    private static List<Long> rowsAfter(@Nullable Long last, int limit) {
        var first = last == null ? 1 : last + 1;
        return LongStream.range(first, Math.min(first + limit, ROWS + 1))
                .boxed()
                .toList();
    }

    private static ChartData.Series series(String name, List<Long> values, Formats formats) {
        return new ChartData.Series(
                name,
                values.stream()
                        .map(value -> new ChartData.Value(BigDecimal.valueOf(value), formats.number(value)))
                        .toList());
    }

    private static void done(Component page) {
        Notification.show(page.getTranslation("gallery.done"));
    }
}

package dev.atrium.portal.usage;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.grid.ColumnTextAlign;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.function.ValueProvider;
import dev.atrium.metering.UsageSubject;
import dev.atrium.metering.UsageSum;
import dev.atrium.portal.kit.Csv;
import dev.atrium.portal.kit.Formats;
import dev.atrium.portal.kit.Screen;
import dev.atrium.portal.kit.TwoLines;
import java.util.List;
import java.util.function.Function;

/** Sums as a table on the page, and the same as a file. */
final class UsageTable {

    private static final int ROWS_IN_FULL = 12;

    private final Component page;
    private final UsageFigures figures;
    private final UsageSubject.Kind kind;
    private final Function<UsageSubject, String> names;

    UsageTable(Component page, UsageFigures figures, UsageSubject.Kind kind, Function<UsageSubject, String> names) {
        this.page = page;
        this.figures = figures;
        this.kind = kind;
        this.names = names;
    }

    Grid<UsageSum> grid() {
        var formats = Formats.current();
        var rows = figures.rows();
        var grid = new Grid<UsageSum>();
        var isWide = !Screen.isNarrow();
        addSubject(grid, isWide);
        number(grid, "usage.cost", sum -> formats.money(sum.amount(), sum.currency()))
                .setFlexGrow(0);
        number(grid, "usage.calls", sum -> formats.number(sum.calls())).setVisible(isWide);
        number(grid, "usage.input-tokens", sum -> formats.number(sum.inputTokens()))
                .setVisible(isWide);
        number(grid, "usage.output-tokens", sum -> formats.number(sum.outputTokens()))
                .setVisible(isWide);
        number(grid, "usage.errors", sum -> formats.number(sum.errors())).setVisible(isWide);
        grid.setItems(rows);
        grid.setAllRowsVisible(rows.size() <= ROWS_IN_FULL);
        grid.addThemeVariants(GridVariant.NO_BORDER);
        grid.getElement().setAttribute("aria-label", text("usage.table"));
        return grid;
    }

    /** The day has a column of its own where there is room. */
    private void addSubject(Grid<UsageSum> grid, boolean isWide) {
        var formats = Formats.current();
        if (isWide) {
            grid.addColumn(sum -> formats.day(sum.day()))
                    .setHeader(text("usage.day"))
                    .setAutoWidth(true);
            grid.addColumn(sum -> names.apply(sum.subject()))
                    .setHeader(text(subjectKey()))
                    .setTooltipGenerator(sum -> names.apply(sum.subject()))
                    .setAutoWidth(true)
                    .setFlexGrow(2);
        } else {
            grid.addComponentColumn(sum -> new TwoLines(names.apply(sum.subject()), formats.day(sum.day())))
                    .setHeader(text(subjectKey()));
        }
    }

    /** Days as in ISO 8601, numbers without separators, amounts exact with their currency beside them. */
    Csv csv() {
        return new Csv(
                List.of(
                        text("usage.day"),
                        text(subjectKey()),
                        text("usage.cost"),
                        text("usage.currency"),
                        text("usage.calls"),
                        text("usage.input-tokens"),
                        text("usage.output-tokens"),
                        text("usage.errors")),
                figures.rows().stream().map(this::cells).toList());
    }

    private List<String> cells(UsageSum sum) {
        return List.of(
                sum.day().toString(),
                names.apply(sum.subject()),
                sum.amount().stripTrailingZeros().toPlainString(),
                sum.currency().getCurrencyCode(),
                Long.toString(sum.calls()),
                sum.inputTokens().toString(),
                sum.outputTokens().toString(),
                Long.toString(sum.errors()));
    }

    private Grid.Column<UsageSum> number(Grid<UsageSum> grid, String header, ValueProvider<UsageSum, String> value) {
        return grid.addColumn(value)
                .setHeader(text(header))
                .setTextAlign(ColumnTextAlign.END)
                .setAutoWidth(true);
    }

    private String subjectKey() {
        return switch (kind) {
            case MODEL -> "usage.model";
            case CALLER -> "usage.caller";
        };
    }

    private String text(String key) {
        return page.getTranslation(key);
    }
}

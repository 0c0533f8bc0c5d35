package dev.atrium.portal.home;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.grid.ColumnTextAlign;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.function.ValueProvider;
import dev.atrium.portal.home.Today.Figures;
import dev.atrium.portal.home.Today.NamedCall;
import dev.atrium.portal.kit.Formats;
import dev.atrium.portal.kit.Panel;
import dev.atrium.portal.kit.Screen;
import dev.atrium.portal.kit.StatTile;
import dev.atrium.portal.kit.TimeAgo;
import dev.atrium.portal.kit.TwoLines;
import dev.atrium.portal.usage.CallWords;
import dev.atrium.shared.Money;

/** Today's sums and the newest calls. */
final class FiguresPanel extends Composite<Div> {

    private final Div sums = new Div();
    private final Grid<NamedCall> calls = new Grid<>();

    /** @param all where all usage is shown */
    FiguresPanel(Figures figures, String all) {
        addColumns();
        calls.setAllRowsVisible(true);
        calls.addThemeVariants(GridVariant.NO_BORDER);
        getContent().addClassName("figures");
        getContent()
                .add(
                        sums,
                        new Panel(getTranslation("home.calls"), calls)
                                .actions(new Anchor(all, getTranslation("home.all-usage"))));
        show(figures);
    }

    private void addColumns() {
        if (Screen.isNarrow()) {
            calls.addComponentColumn(
                            call -> new TwoLines(new TimeAgo(call.event().at()), call.model()))
                    .setHeader(getTranslation("home.call-model"))
                    .setTooltipGenerator(NamedCall::model)
                    .setFlexGrow(2);
            addOutcome();
            return;
        }
        calls.addComponentColumn(call -> new TimeAgo(call.event().at())).setHeader(getTranslation("home.call-time"));
        calls.addColumn(NamedCall::model)
                .setHeader(getTranslation("home.call-model"))
                .setTooltipGenerator(NamedCall::model)
                .setFlexGrow(3);
        addOutcome();
        number(
                "home.call-tokens",
                call -> formats().number(CallWords.tokens(call.event().usage())));
        number(
                "home.call-duration",
                call -> formats().duration(call.event().usage().duration()));
        number("home.call-cost", FiguresPanel::cost);
    }

    private void addOutcome() {
        calls.addComponentColumn(call -> CallWords.brief(this, call.event().usage()))
                .setHeader(getTranslation("home.call-state"));
    }

    void show(Figures figures) {
        sums.removeAll();
        var day = figures.sums();
        var isOfAll = figures.ofAll();
        sums.add(StatTile.row(
                new StatTile(
                        getTranslation(isOfAll ? "home.spent" : "home.own-spent"),
                        formats().money(day.spent(), day.currency())),
                new StatTile(
                        getTranslation(isOfAll ? "home.made" : "home.own-made"),
                        formats().number(day.calls())),
                new StatTile(
                        getTranslation(isOfAll ? "home.errors" : "home.own-errors"),
                        formats().number(day.errors()))));
        calls.setItems(figures.newest());
    }

    private void number(String header, ValueProvider<NamedCall, String> value) {
        calls.addColumn(value).setHeader(getTranslation(header)).setTextAlign(ColumnTextAlign.END);
    }

    private static String cost(NamedCall call) {
        var usage = call.event().usage();
        return formats().money(new Money(usage.amountPico(), usage.currency()));
    }

    private static Formats formats() {
        return Formats.current();
    }
}

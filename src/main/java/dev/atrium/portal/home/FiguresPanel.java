package dev.atrium.portal.home;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.component.html.Div;
import dev.atrium.metering.UsageStatus;
import dev.atrium.portal.home.Today.Figures;
import dev.atrium.portal.home.Today.NamedCall;
import dev.atrium.portal.kit.Formats;
import dev.atrium.portal.kit.Panel;
import dev.atrium.portal.kit.StatTile;
import dev.atrium.portal.kit.StatusBadge;
import dev.atrium.portal.kit.StatusBadge.Tone;
import dev.atrium.portal.kit.TimeAgo;
import dev.atrium.shared.Money;

/** Today's sums and the newest calls. */
final class FiguresPanel extends Composite<Div> {

    private final Div sums = new Div();
    private final Grid<NamedCall> calls = new Grid<>();

    FiguresPanel(Figures figures) {
        calls.addComponentColumn(call -> new TimeAgo(call.event().at())).setHeader(getTranslation("home.call-time"));
        calls.addColumn(NamedCall::model)
                .setHeader(getTranslation("home.call-model"))
                .setTooltipGenerator(NamedCall::model)
                .setFlexGrow(2);
        calls.addComponentColumn(this::state).setHeader(getTranslation("home.call-state"));
        calls.addColumn(call -> formats().number(CallRow.tokens(call.event().usage())))
                .setHeader(getTranslation("home.call-tokens"));
        calls.addColumn(call -> formats().duration(call.event().usage().duration()))
                .setHeader(getTranslation("home.call-duration"));
        calls.addColumn(FiguresPanel::cost).setHeader(getTranslation("home.call-cost"));
        calls.setAllRowsVisible(true);
        calls.addThemeVariants(GridVariant.NO_BORDER);
        getContent().addClassName("figures");
        getContent().add(sums, new Panel(getTranslation("home.calls"), calls));
        show(figures);
    }

    void show(Figures figures) {
        sums.removeAll();
        figures.sums()
                .ifPresent(day -> sums.add(StatTile.row(
                        new StatTile(getTranslation("home.spent"), formats().money(day.spent())),
                        new StatTile(getTranslation("home.made"), formats().number(day.calls())),
                        new StatTile(getTranslation("home.errors"), formats().number(day.failed())))));
        calls.setItems(figures.newest());
    }

    private StatusBadge state(NamedCall call) {
        var code = call.event().usage().errorCode();
        return code == null || call.event().usage().status() == UsageStatus.COMPLETED
                ? new StatusBadge(Tone.GOOD, getTranslation("home.good"))
                : new StatusBadge(Tone.BAD, code);
    }

    private static String cost(NamedCall call) {
        var usage = call.event().usage();
        return formats().money(new Money(usage.amountPico(), usage.currency()));
    }

    private static Formats formats() {
        return Formats.current();
    }
}

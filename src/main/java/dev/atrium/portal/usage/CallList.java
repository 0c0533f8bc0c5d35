package dev.atrium.portal.usage;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.grid.ColumnTextAlign;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.function.ValueProvider;
import com.vaadin.flow.router.RouteParameters;
import com.vaadin.flow.router.RouterLink;
import dev.atrium.metering.CallFilter;
import dev.atrium.metering.UsageEvent;
import dev.atrium.metering.UsagePeriod;
import dev.atrium.portal.kit.EmptyState;
import dev.atrium.portal.kit.Formats;
import dev.atrium.portal.kit.LazyGrid;
import dev.atrium.portal.kit.Screen;
import dev.atrium.portal.kit.TwoLines;
import dev.atrium.pricing.Meter;
import dev.atrium.shared.Money;
import dev.atrium.tenancy.Tenant;
import java.util.Map;

/** The calls of a period, newest first, each with a link to all about it. */
final class CallList {

    private final Component page;
    private final Tenant organization;
    private final Formats formats = Formats.current();

    CallList(Component page, Tenant organization) {
        this.page = page;
        this.organization = organization;
    }

    LazyGrid<UsageEvent> grid(VisibleUsage.Part visible, UsagePeriod period, CallFilter filter) {
        var grid = new LazyGrid<UsageEvent>(
                (last, limit) -> visible.calls(period, filter, last, limit),
                new EmptyState(VaadinIcon.SEARCH, text("usage.no-calls")));
        var isWide = !Screen.isNarrow();
        grid.addComponentColumn(call -> isWide
                        ? link(call)
                        : new TwoLines(link(call), call.usage().alias()))
                .setHeader(text("usage.time"))
                .setWidth("10.5rem");
        grid.addColumn(call -> call.usage().alias())
                .setHeader(text("usage.model"))
                .setTooltipGenerator(call -> call.usage().alias())
                .setWidth("8rem")
                .setFlexGrow(2)
                .setVisible(isWide);
        grid.addColumn(call -> caller(visible, call))
                .setHeader(text("usage.caller"))
                .setTooltipGenerator(call -> caller(visible, call))
                .setWidth("8rem")
                .setVisible(isWide);
        grid.addComponentColumn(call -> CallWords.brief(page, call.usage()))
                .setHeader(text("usage.status"))
                .setWidth("8rem")
                .setFlexGrow(0)
                .setVisible(isWide);
        number(grid, "usage.tokens-both", "7.5rem", this::tokens).setVisible(isWide);
        number(
                        grid,
                        "usage.duration",
                        "6rem",
                        call -> formats.duration(call.usage().duration()))
                .setVisible(isWide);
        number(grid, "usage.cost", "8.5rem", this::cost);
        grid.getElement().setAttribute("aria-label", text("usage.list"));
        return grid;
    }

    private RouterLink link(UsageEvent call) {
        return new RouterLink(
                formats.moment(call.at()),
                CallView.class,
                new RouteParameters(Map.of(
                        "organization",
                        organization.slug().value(),
                        "call",
                        call.id().text())));
    }

    private String cost(UsageEvent call) {
        return formats.money(new Money(call.usage().amountPico(), call.usage().currency()));
    }

    private String caller(VisibleUsage.Part visible, UsageEvent call) {
        return visible.nameOf(CallWords.caller(call.usage()), text("usage.nobody"));
    }

    private String tokens(UsageEvent call) {
        var in = formats.number(CallWords.tokens(call.usage(), Meter.INPUT_TOKENS));
        var out = formats.number(CallWords.tokens(call.usage(), Meter.OUTPUT_TOKENS));
        return page.getTranslation("usage.in-and-out", in, out);
    }

    private Grid.Column<UsageEvent> number(
            LazyGrid<UsageEvent> grid, String header, String width, ValueProvider<UsageEvent, String> value) {
        return grid.addColumn(value)
                .setHeader(text(header))
                .setTextAlign(ColumnTextAlign.END)
                .setWidth(width)
                .setFlexGrow(0);
    }

    private String text(String key) {
        return page.getTranslation(key);
    }
}

package dev.atrium.portal.usage;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.grid.ColumnTextAlign;
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
        grid.addComponentColumn(this::link).setHeader(text("usage.time")).setAutoWidth(true);
        grid.addColumn(call -> call.usage().alias())
                .setHeader(text("usage.model"))
                .setTooltipGenerator(call -> call.usage().alias())
                .setAutoWidth(true)
                .setFlexGrow(2);
        grid.addColumn(call -> visible.nameOf(CallWords.caller(call.usage()), text("usage.nobody")))
                .setHeader(text("usage.caller"))
                .setTooltipGenerator(call -> visible.nameOf(CallWords.caller(call.usage()), text("usage.nobody")))
                .setWidth("10rem");
        grid.addComponentColumn(call -> CallWords.brief(page, call.usage()))
                .setHeader(text("usage.status"))
                .setAutoWidth(true);
        number(grid, "usage.input-tokens", call -> tokens(call, Meter.INPUT_TOKENS));
        number(grid, "usage.output-tokens", call -> tokens(call, Meter.OUTPUT_TOKENS));
        number(grid, "usage.duration", call -> formats.duration(call.usage().duration()));
        number(grid, "usage.cost", this::cost);
        grid.getElement().setAttribute("aria-label", text("usage.list"));
        return grid;
    }

    private RouterLink link(UsageEvent call) {
        return new RouterLink(
                formats.second(call.at()),
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

    private String tokens(UsageEvent call, Meter meter) {
        return formats.number(CallWords.tokens(call.usage(), meter));
    }

    private void number(LazyGrid<UsageEvent> grid, String header, ValueProvider<UsageEvent, String> value) {
        grid.addColumn(value)
                .setHeader(text(header))
                .setTextAlign(ColumnTextAlign.END)
                .setAutoWidth(true);
    }

    private String text(String key) {
        return page.getTranslation(key);
    }
}

package dev.atrium.portal.usage;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.Route;
import dev.atrium.metering.UsagePeriod;
import dev.atrium.metering.UsageSubject;
import dev.atrium.metering.UsageSubject.Kind;
import dev.atrium.portal.Documents;
import dev.atrium.portal.OrganizationPage;
import dev.atrium.portal.Viewer;
import dev.atrium.portal.kit.EmptyState;
import dev.atrium.portal.kit.Formats;
import dev.atrium.portal.kit.PageHeader;
import dev.atrium.portal.kit.Panel;
import dev.atrium.portal.kit.StatTile;
import dev.atrium.tenancy.Tenant;
import jakarta.annotation.security.PermitAll;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What an organization used and what it cost: by day and model or key, and call by call. */
@Route("o/:organization/usage")
@Menu(title = "usage.title", order = 30, icon = "vaadin:chart")
@PermitAll
public final class UsageView extends OrganizationPage {

    private final transient Viewer viewer;
    private final transient VisibleUsage usage;
    private final Div figures = new Div();
    private final Div calls = new Div();
    private final Panel list;
    final UsageControls controls = new UsageControls(this::go);
    final CallFilters filters = new CallFilters(this::go);
    private String address = "";

    public UsageView(Viewer viewer, VisibleUsage usage) {
        super(viewer, "usage.title");
        this.viewer = viewer;
        this.usage = usage;
        figures.addClassName("page");
        list = new Panel(getTranslation("usage.list"), filters, calls);
        getContent()
                .add(
                        new PageHeader(getTranslation("usage.title")).describe(getTranslation("usage.describe")),
                        controls,
                        figures,
                        list);
    }

    @Override
    protected void show(Tenant organization, BeforeEnterEvent event) {
        var visible = usage.of(organization.id(), viewer.id().orElseThrow(), standing());
        var choice = UsageChoice.of(event.getLocation().getQueryParameters());
        var zone = Formats.current().zone();
        var today = usage.today(zone);
        var period = choice.period(today, zone);
        address = event.getLocation().getPath();
        controls.show(choice, period, today);
        var byModel = new UsageFigures(visible.sums(period, Kind.MODEL));
        var byCaller = new UsageFigures(visible.sums(period, Kind.CALLER));
        showFigures(organization, visible, choice, period, choice.group() == Kind.MODEL ? byModel : byCaller);
        list.setVisible(!byModel.sums().isEmpty());
        filters.show(choice, names(visible, byModel), names(visible, byCaller));
        calls.removeAll();
        calls.add(new CallList(this, organization).grid(visible, period, choice.filter()));
    }

    private void showFigures(
            Tenant organization, VisibleUsage.Part visible, UsageChoice choice, UsagePeriod period, UsageFigures sums) {
        figures.removeAll();
        if (sums.sums().isEmpty()) {
            figures.add(empty(organization));
            return;
        }
        var table = new UsageTable(this, sums, choice.group(), subject -> nameOf(visible, subject));
        var file = "usage-%s-%s-%s.csv".formatted(organization.slug(), period.first(), period.last());
        figures.add(
                tiles(organization, sums),
                new UsageChart(this, sums, choice.measure(), organization.currency())
                        .of(period, subject -> nameOf(visible, subject)),
                new Panel(getTranslation("usage.table"), table.grid())
                        .actions(table.csv().link(getTranslation("usage.csv"), file, standing()::holds)));
    }

    private Component tiles(Tenant organization, UsageFigures sums) {
        var formats = Formats.current();
        var share = (double) sums.errors() / sums.calls();
        var row = StatTile.row(
                new StatTile(getTranslation("usage.cost"), formats.money(sums.cost(), organization.currency())),
                new StatTile(getTranslation("usage.calls"), formats.number(sums.calls())),
                new StatTile(getTranslation("usage.input-tokens"), formats.number(sums.inputTokens())),
                new StatTile(getTranslation("usage.output-tokens"), formats.number(sums.outputTokens())),
                new StatTile(getTranslation("usage.errors"), formats.number(sums.errors()))
                        .note(getTranslation("usage.error-share", formats.percent(share))));
        row.addClassName("exact-stats");
        return row;
    }

    private Component empty(Tenant organization) {
        var start = new Anchor("o/" + organization.slug(), getTranslation("usage.first-call"));
        start.addClassName("button-link");
        return new EmptyState(VaadinIcon.CHART, getTranslation("usage.empty"))
                .action(start)
                .document(getTranslation("usage.document"), Documents.API);
    }

    /** Ids and names of what was called, or by whom, in the period. */
    private Map<String, String> names(VisibleUsage.Part visible, UsageFigures sums) {
        var names = new LinkedHashMap<String, String>();
        sums.subjects(UsageChoice.Measure.CALLS)
                .forEach(subject -> idOf(subject).ifPresent(id -> names.put(id, nameOf(visible, subject))));
        return names;
    }

    private static Optional<String> idOf(UsageSubject subject) {
        return switch (subject) {
            case UsageSubject.Model(var id, var _) -> Optional.of(id.text());
            case UsageSubject.Key(var id) -> Optional.of(id.text());
            case UsageSubject.Person(var id) -> Optional.of(id.text());
            case UsageSubject.Nobody() -> Optional.empty();
        };
    }

    private String nameOf(VisibleUsage.Part visible, UsageSubject subject) {
        return visible.nameOf(subject, getTranslation("usage.nobody"));
    }

    private void go(UsageChoice choice) {
        UI.getCurrent().navigate(address, choice.toQuery());
    }
}

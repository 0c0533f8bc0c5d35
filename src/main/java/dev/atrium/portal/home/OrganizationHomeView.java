package dev.atrium.portal.home;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.Route;
import dev.atrium.keys.ApiKeys;
import dev.atrium.keys.IssuedKey;
import dev.atrium.keys.NewKey;
import dev.atrium.portal.OrganizationPage;
import dev.atrium.portal.Viewer;
import dev.atrium.portal.keys.NewSecret;
import dev.atrium.portal.keys.ReadyCall;
import dev.atrium.portal.kit.Formats;
import dev.atrium.portal.kit.Live;
import dev.atrium.portal.kit.PageHeader;
import dev.atrium.portal.kit.Panel;
import dev.atrium.shared.Actor;
import dev.atrium.tenancy.Tenant;
import jakarta.annotation.security.PermitAll;
import java.time.Duration;

/** The start of one organization: how to make its first call, and afterwards what happens today. */
@Route("o/:organization")
@Menu(title = "home.title", order = 1, icon = "vaadin:home-o")
@PermitAll
public final class OrganizationHomeView extends OrganizationPage {

    private static final Duration CALL_EVERY = Duration.ofMillis(500);
    private static final Duration FIGURES_EVERY = Duration.ofSeconds(3);
    private static final Duration NEWS_EVERY = Duration.ofSeconds(5);

    private final transient Viewer viewer;
    private final transient ApiKeys keys;
    private final transient Readers readers;
    private final transient Calls calls;
    private final transient Today today;
    private final transient News news;
    private final transient ReadyCall call;
    private final transient Live live;

    public OrganizationHomeView(
            Viewer viewer,
            ApiKeys keys,
            Readers readers,
            Calls calls,
            Today today,
            News news,
            ReadyCall call,
            Live live) {
        super(viewer, "home.title");
        this.viewer = viewer;
        this.keys = keys;
        this.readers = readers;
        this.calls = calls;
        this.today = today;
        this.news = news;
        this.call = call;
        this.live = live;
    }

    @Override
    protected void show(Tenant organization, BeforeEnterEvent event) {
        var reader = viewer.id().orElseThrow();
        var isFirstMade = calls.isFirstMade(reader, organization.id());
        getContent().removeAll();
        getContent()
                .add(
                        new PageHeader(greeting(organization))
                                .describe(getTranslation(isFirstMade ? "home.today" : "home.first-call")),
                        isFirstMade ? figures(organization) : checklist(organization));
        if (isFirstMade) {
            getContent().add(news(organization));
            if (!readers.hasWorkingKey(reader, organization.id())) {
                getContent().addComponentAtIndex(1, keyless(organization));
            }
        }
    }

    /** Read beside the page from the begin: nobody waits for it. */
    private Component news(Tenant organization) {
        var reader = viewer.id().orElseThrow();
        var panel = new NewsPanel(organization);
        live.follow(
                panel, NEWS_EVERY, viewer.belongsTo(organization), () -> news.of(reader, organization), panel::show);
        return panel;
    }

    /** Whoever has no key, or none any more, makes one here. */
    private Component keyless(Tenant organization) {
        var panel = new Panel(getTranslation("home.no-key"));
        return panel.with(new KeyMaker(
                () -> issue(organization), issued -> panel.with(NewSecret.call(this, call, organization, issued))));
    }

    /** Whoever came without a team owns an organization that is called as they are. */
    private String greeting(Tenant organization) {
        var isOwn = viewer.name().filter(organization.name()::equals).isPresent();
        return getTranslation(isOwn ? "home.welcome-person" : "home.welcome", organization.name());
    }

    private Component checklist(Tenant organization) {
        var reader = viewer.id().orElseThrow();
        var panel = new FirstCallPanel(organization, call, () -> issue(organization));
        live.follow(
                panel,
                CALL_EVERY,
                viewer.belongsTo(organization),
                () -> calls.state(reader, organization.id()),
                panel::show);
        return panel;
    }

    private IssuedKey issue(Tenant organization) {
        var wanted = new NewKey(organization.defaultProject(), getTranslation("home.first-key"), null, null);
        return keys.issue(new Actor.Person(viewer.id().orElseThrow()), organization.id(), wanted);
    }

    private Component figures(Tenant organization) {
        var reader = viewer.id().orElseThrow();
        var zone = Formats.current().zone();
        var figures =
                new FiguresPanel(today.of(reader, organization, zone), "o/%s/usage".formatted(organization.slug()));
        live.follow(
                figures,
                FIGURES_EVERY,
                viewer.belongsTo(organization),
                () -> today.of(reader, organization, zone),
                figures::show);
        return figures;
    }
}

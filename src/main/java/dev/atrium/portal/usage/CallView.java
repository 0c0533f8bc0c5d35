package dev.atrium.portal.usage;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.DescriptionList;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.Route;
import dev.atrium.metering.Usage;
import dev.atrium.metering.UsageEvent;
import dev.atrium.portal.Documents;
import dev.atrium.portal.GatewayAddress;
import dev.atrium.portal.OrganizationPage;
import dev.atrium.portal.Viewer;
import dev.atrium.portal.kit.CopyField;
import dev.atrium.portal.kit.Formats;
import dev.atrium.portal.kit.PageHeader;
import dev.atrium.portal.kit.Panel;
import dev.atrium.tenancy.Tenant;
import jakarta.annotation.security.PermitAll;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** One call: what answered, how it ended, where its time went, and what it cost. Found by its id or its request's. */
@Route("o/:organization/usage/:call")
@PermitAll
public final class CallView extends OrganizationPage {

    private final transient Viewer viewer;
    private final transient VisibleUsage usage;
    private final transient GatewayAddress gateway;

    public CallView(Viewer viewer, VisibleUsage usage, GatewayAddress gateway) {
        super(viewer, "usage.call");
        this.viewer = viewer;
        this.usage = usage;
        this.gateway = gateway;
    }

    @Override
    protected void show(Tenant organization, BeforeEnterEvent event) {
        var visible = usage.of(organization.id(), viewer.id().orElseThrow(), standing());
        visible.call(event.getRouteParameters().get("call").orElse(""))
                .ifPresentOrElse(
                        call -> show(organization, visible, call), () -> event.rerouteToError(NotFoundException.class));
    }

    private void show(Tenant organization, VisibleUsage.Part visible, UsageEvent call) {
        getContent().removeAll();
        getContent()
                .add(
                        new Anchor("o/" + organization.slug() + "/usage", getTranslation("usage.back")),
                        new PageHeader(visible.versionOf(call))
                                .describe(Formats.current().second(call.usage().acceptedAt())),
                        CallWords.whole(this, call.usage()),
                        new Panel(getTranslation("usage.timeline"), new CallTimeline(call)),
                        new Panel(getTranslation("usage.costs"), new CallCost(call.usage())),
                        new Panel(getTranslation("usage.facts"), facts(visible, call)),
                        receipt(call));
    }

    private Component facts(VisibleUsage.Part visible, UsageEvent call) {
        var made = call.usage();
        var list = new DescriptionList();
        list.addClassName("facts");
        fact(list, "usage.model-asked", made.alias());
        fact(list, "usage.version", made.version().text());
        fact(list, "usage.caller", visible.nameOf(CallWords.caller(made), getTranslation("usage.nobody")));
        fact(
                list,
                "usage.source",
                getTranslation("usage.source-" + made.source().name().toLowerCase(Locale.ROOT)));
        fact(list, "usage.endpoint", made.endpoint());
        fact(list, "usage.streamed", getTranslation(made.streamed() ? "usage.yes" : "usage.no"));
        fact(list, "usage.finish", made.finishReason());
        fact(list, "usage.error-code", made.errorCode());
        fact(list, "usage.price-version", made.priceVersion().text());
        fact(list, "usage.client-request", made.clientRequestId());
        fact(list, "usage.replica", replicaOf(made));
        fact(list, "usage.event", call.id().text());
        return list;
    }

    /** Copies of models are their publisher's matter. */
    private static @Nullable String replicaOf(Usage made) {
        var replica = made.replica();
        return replica == null || !made.publisher().equals(made.payer()) ? null : replica.text();
    }

    private Component receipt(UsageEvent call) {
        var request = call.usage().request();
        var curl = "curl %s/v1/usage/%s -H \"Authorization: Bearer $ATRIUM_API_KEY\""
                .formatted(gateway.forPrograms(), request);
        return new Panel(
                        getTranslation("usage.receipt"),
                        new CopyField(getTranslation("usage.request"), request.text()),
                        new CopyField(getTranslation("usage.receipt-call"), curl))
                .actions(new Anchor(Documents.API, getTranslation("usage.document")));
    }

    private void fact(DescriptionList list, String key, @Nullable String value) {
        if (value != null) {
            list.add(new DescriptionList.Term(getTranslation(key)), new DescriptionList.Description(value));
        }
    }
}

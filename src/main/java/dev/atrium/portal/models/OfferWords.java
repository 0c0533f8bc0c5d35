package dev.atrium.portal.models;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Paragraph;
import dev.atrium.pool.Reason;
import dev.atrium.pool.Reason.Kind;
import dev.atrium.pool.ServedVersions.Served;
import dev.atrium.portal.kit.Formats;
import dev.atrium.portal.kit.StatusBadge;
import dev.atrium.portal.kit.StatusBadge.Tone;
import dev.atrium.pricing.Meter;
import dev.atrium.registry.ModelTask;
import dev.atrium.shared.TenantId;
import dev.atrium.tenancy.Tenant;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Prices, tasks and states of models, as a reader of a page understands them. */
public final class OfferWords {

    private static final long PER = 1_000_000;

    private final Component page;

    public OfferWords(Component page) {
        this.page = page;
    }

    /** What the model is for. */
    public String task(ModelTask task) {
        return text("models.task-" + task.name().toLowerCase(Locale.ROOT));
    }

    /** A line for each meter that costs something; one that says so where nothing does, or there is no price. */
    public List<String> price(Offer offer, Tenant organization) {
        var price = offer.price();
        if (price == null) {
            return List.of(text("models.price-missing", organization.currency().getCurrencyCode()));
        }
        var lines = new ArrayList<String>();
        for (var meter : Meter.values()) {
            if (price.picoPer(meter) > 0) {
                var amount = price.costOf(meter, meter == Meter.REQUESTS ? 1 : PER);
                lines.add(text(
                        "models.price-" + meter.key().replace('_', '-'),
                        Formats.current().money(amount)));
            }
        }
        return lines.isEmpty() ? List.of(text("models.price-free")) : lines;
    }

    /** Its state in words. The reason is for the owner alone: it names machines. */
    public StatusBadge state(Offer offer, TenantId reader) {
        var isOwn = offer.model().owner().equals(reader);
        var served = offer.served();
        if (served == null) {
            return badge(Tone.NEUTRAL, "models.state-missing")
                    .because(text("models.state-missing-reason"))
                    .next(step(isOwn ? "models.state-missing-own" : "models.state-foreign"));
        }
        var badge = badge(served);
        if (served.ready() > 0 && served.reason().isEmpty()) {
            return served.ready() < served.wanted() ? badge.because(copies(served)) : badge;
        }
        return isOwn ? explained(badge, served.reason()) : unsettled(badge, served);
    }

    private StatusBadge badge(Served served) {
        return switch (served.state()) {
            case READY ->
                served.reason().isEmpty()
                        ? badge(Tone.GOOD, "models.state-ready")
                        : badge(Tone.WARNING, "models.state-lost");
            case LOADING -> badge(Tone.BUSY, "models.state-loading");
            case DOWNLOADING ->
                served.progress() == null
                        ? badge(Tone.BUSY, "models.state-downloading")
                        : new StatusBadge(
                                Tone.BUSY,
                                text("models.state-progress", Formats.current().percent(served.progress() / 100.0)));
            case QUEUED -> badge(served.reason().isEmpty() ? Tone.BUSY : Tone.WARNING, "models.state-queued");
            case FAILED -> badge(Tone.BAD, "models.state-failed");
            case STOPPING, STOPPED -> badge(Tone.NEUTRAL, "models.state-stopping");
        };
    }

    /** Who cannot mend it is told who can, and only where it does not mend itself. */
    private StatusBadge unsettled(StatusBadge badge, Served served) {
        return served.reason().isEmpty() ? badge : badge.next(step("models.state-foreign"));
    }

    private String copies(Served served) {
        var formats = Formats.current();
        return text("models.state-copies", formats.number(served.ready()), formats.number(served.wanted()));
    }

    /** What workers tell is in English on all pages. */
    private StatusBadge explained(StatusBadge badge, String words) {
        if (words.isEmpty()) {
            return badge;
        }
        var reason = Reason.of(words);
        reason.ifPresent(known -> badge.because(words(known)));
        var detail = reason.map(known ->
                        known.kind() == Kind.TRIED_AGAIN ? known.about().getFirst() : "")
                .orElse(words);
        if (!detail.isEmpty()) {
            var line = new Paragraph(detail);
            line.addClassName("status-reason");
            line.getElement().setAttribute("lang", "en");
            badge.next(line);
        }
        return badge;
    }

    private String words(Reason reason) {
        var about = reason.about();
        var key = "models.reason-" + reason.kind().code();
        return switch (reason.kind()) {
            case NO_WORKER -> text(key);
            case NO_ENGINE, NO_MEMORY, NO_DISK, WAITING -> text(key, about.getFirst());
            case SILENT -> text(key, about.getFirst(), time(about.getLast()));
            case TRIED_AGAIN -> text(key, time(about.getLast()));
        };
    }

    private static String time(String instant) {
        try {
            return Formats.current().time(Instant.parse(instant));
        } catch (DateTimeParseException _) {
            return instant; // words that only look like ours
        }
    }

    private Paragraph step(String key) {
        return new Paragraph(text(key));
    }

    private StatusBadge badge(Tone tone, String key) {
        return new StatusBadge(tone, text(key));
    }

    private String text(String key, Object... values) {
        return page.getTranslation(key, values);
    }
}

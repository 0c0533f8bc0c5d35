package dev.atrium.portal.playground;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import dev.atrium.portal.kit.StatusBadge;
import dev.atrium.portal.kit.StatusBadge.Tone;
import java.util.Map;

/** Why a call has no answer, and what to do. The gateway's own words stand below ours where they tell more. */
final class FailureNote extends Composite<Div> {

    /** What the reader can do something about; all else is told in the gateway's words. */
    private static final Map<String, String> KEYS = Map.ofEntries(
            Map.entry(CallFailed.GATEWAY_AWAY, "playground.error-gateway"),
            Map.entry(CallFailed.CUT, "playground.error-cut"),
            Map.entry("database_away", "playground.error-database"),
            Map.entry("context_length_exceeded", "playground.error-context"),
            Map.entry("body_too_long", "playground.error-context"),
            Map.entry("price_missing", "playground.error-price"),
            Map.entry("not_deployed", "playground.error-deployed"),
            Map.entry("no_replica", "playground.error-replica"),
            Map.entry("replica_busy", "playground.error-busy"),
            Map.entry("overloaded", "playground.error-busy"),
            Map.entry("model_not_found", "playground.error-model"),
            Map.entry("not_a_member", "playground.error-member"));

    FailureNote(CallFailed failure) {
        getContent().addClassName("failure-note");
        getContent().getElement().setAttribute("role", "alert");
        var key = KEYS.getOrDefault(failure.code(), "playground.error-other");
        getContent().add(new StatusBadge(Tone.BAD, getTranslation("playground.failed")).because(getTranslation(key)));
        if (!failure.words().isEmpty()) {
            var words = new Paragraph(failure.words());
            words.addClassName("quiet");
            words.getElement().setAttribute("lang", "en");
            getContent().add(words);
        }
    }
}

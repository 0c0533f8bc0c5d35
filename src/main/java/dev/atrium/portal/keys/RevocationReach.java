package dev.atrium.portal.keys;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Div;
import dev.atrium.cluster.Reach;
import dev.atrium.portal.kit.Formats;
import dev.atrium.portal.kit.StatusBadge;
import dev.atrium.portal.kit.StatusBadge.Tone;

/** On how many gateways a revocation is in force, which the page keeps true. */
final class RevocationReach extends Composite<Div> {

    private final String name;

    /** @param name of the key */
    RevocationReach(String name) {
        this.name = name;
        getContent().addClassName("revocation-reach");
        getContent().getElement().setAttribute("role", "status");
    }

    void show(Reach reach) {
        var formats = Formats.current();
        var badge = new StatusBadge(
                        reach.isEverywhere() ? Tone.GOOD : Tone.BUSY, getTranslation("keys.revoked-named", name))
                .because(
                        reach.gateways() == 0
                                ? getTranslation("keys.reach-none")
                                : getTranslation(
                                        "keys.reach",
                                        formats.number(reach.reached()),
                                        formats.number(reach.gateways())));
        getContent().removeAll();
        getContent().add(badge);
    }
}

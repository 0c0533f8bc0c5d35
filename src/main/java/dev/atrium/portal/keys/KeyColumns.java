package dev.atrium.portal.keys;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Code;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import dev.atrium.identity.People;
import dev.atrium.identity.Person;
import dev.atrium.keys.ApiKey;
import dev.atrium.keys.KeyCheck;
import dev.atrium.keys.ListedKey;
import dev.atrium.portal.kit.Formats;
import dev.atrium.portal.kit.Screen;
import dev.atrium.portal.kit.StatusBadge;
import dev.atrium.portal.kit.StatusBadge.Tone;
import dev.atrium.portal.kit.TimeAgo;
import dev.atrium.shared.PersonId;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What the list of keys tells of each. */
final class KeyColumns {

    private static final String BADGE_WIDTH = "6.75rem";

    private final Component page;
    private final People people;
    private final Clock clock;
    private final ModelNames modelNames;
    /** Few people make many keys. */
    private final Map<PersonId, String> makers = new HashMap<>();

    KeyColumns(Component page, People people, Clock clock, ModelNames modelNames) {
        this.page = page;
        this.people = people;
        this.clock = clock;
        this.modelNames = modelNames;
    }

    /** @param revoke what the button of a key in force does */
    void addTo(Grid<ListedKey> grid, Consumer<ApiKey> revoke) {
        var isWide = !Screen.isNarrow();
        grid.addComponentColumn(item -> isWide ? name(item.key()) : whole(item))
                .setHeader(text("keys.name"))
                .setFlexGrow(2);
        var states = grid.addComponentColumn(item -> state(item.key())).setHeader(text("keys.state"));
        if (!isWide) {
            states.setWidth(BADGE_WIDTH).setFlexGrow(0);
        }
        grid.addComponentColumn(item -> used(item.usedAt()))
                .setHeader(text("keys.used"))
                .setVisible(isWide);
        grid.addColumn(item -> end(item.key().expiresAt()))
                .setHeader(text("keys.expires"))
                .setVisible(isWide);
        grid.addColumn(item -> models(item.key()))
                .setHeader(text("keys.models"))
                .setTooltipGenerator(item -> models(item.key()))
                .setVisible(isWide);
        grid.addColumn(item -> maker(item.key().madeBy()))
                .setHeader(text("keys.maker"))
                .setVisible(isWide);
        grid.addComponentColumn(item -> action(item.key(), revoke))
                .setAutoWidth(true)
                .setFlexGrow(0);
    }

    /** A name may be of any script and length, and must not run into the text around it. */
    private static Div name(ApiKey key) {
        var name = new Span(key.name());
        name.addClassName("key-name");
        name.getElement().setAttribute("dir", "auto");
        name.getElement().setAttribute("title", key.name());
        var hint = new Code(key.hint() + "…");
        hint.addClassName("key-hint");
        var cell = new Div(name, hint);
        cell.addClassName("key-cell");
        return cell;
    }

    /** Where there is room for one column only, what the others tell stands below the name. */
    private Component whole(ListedKey item) {
        var key = item.key();
        var cell = name(key);
        cell.add(fact("keys.used", used(item.usedAt())), fact("keys.expires", new Span(end(key.expiresAt()))));
        if (key.models() != null) {
            cell.add(fact("keys.models", new Span(models(key))));
        }
        cell.add(fact("keys.maker", new Span(maker(key.madeBy()))));
        return cell;
    }

    private Component fact(String title, Component value) {
        var fact = new Div(new Span(text(title)), value);
        fact.addClassName("key-fact");
        return fact;
    }

    private Component state(ApiKey key) {
        return switch (key.checkAt(clock.instant())) {
            case KeyCheck.Valid _ -> new StatusBadge(Tone.GOOD, text("keys.in-force"));
            case KeyCheck.Revoked _ -> new StatusBadge(Tone.NEUTRAL, text("keys.revoked"));
            case KeyCheck.Expired _ -> new StatusBadge(Tone.NEUTRAL, text("keys.expired"));
            case KeyCheck.Unknown() -> throw new IllegalStateException("key: unknown (expected: one of the list)");
        };
    }

    private Component used(@Nullable Instant at) {
        return at == null ? new Span(text("keys.never-used")) : new TimeAgo(at);
    }

    private String end(@Nullable Instant at) {
        return at == null ? text("keys.never") : Formats.current().day(at);
    }

    private String models(ApiKey key) {
        var models = key.models();
        if (models == null) {
            return text("keys.all-models");
        }
        var names = models.stream().map(modelNames::of).sorted().toList();
        return String.join(", ", names);
    }

    private String maker(@Nullable PersonId id) {
        return id == null
                ? text("keys.operator")
                : makers.computeIfAbsent(
                        id, asked -> people.find(asked).map(Person::name).orElse(asked.text()));
    }

    private Component action(ApiKey key, Consumer<ApiKey> revoke) {
        if (!(key.checkAt(clock.instant()) instanceof KeyCheck.Valid)) {
            return new Span();
        }
        var button = new Button(text("keys.revoke"), _ -> revoke.accept(key));
        button.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.ERROR);
        button.setAriaLabel(page.getTranslation("keys.revoke-named", key.name()));
        return button;
    }

    private String text(String key) {
        return page.getTranslation(key);
    }
}

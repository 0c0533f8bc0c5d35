package dev.atrium.portal.home;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import dev.atrium.metering.Usage;
import dev.atrium.portal.kit.Formats;
import dev.atrium.portal.kit.StatusBadge;
import dev.atrium.portal.kit.StatusBadge.Tone;
import dev.atrium.portal.usage.CallWords;
import dev.atrium.shared.Money;

/** The line that waits for the first call, and then tells how it went. */
final class CallRow extends Composite<Div> {

    CallRow() {
        getContent().addClassName("call-row");
        getContent().getElement().setAttribute("role", "status");
        show(new CallState.Waiting());
    }

    void show(CallState state) {
        getContent().removeAll();
        getContent().add(badge(state));
    }

    private StatusBadge badge(CallState state) {
        return switch (state) {
            case CallState.Waiting() ->
                new StatusBadge(Tone.BUSY, getTranslation("home.waiting")).because(getTranslation("home.waiting-hint"));
            case CallState.Answered(var event, var model) ->
                new StatusBadge(Tone.GOOD, getTranslation("home.answered"))
                        .because(figures(event.usage(), model))
                        .next(further());
            case CallState.Failed(var request, var code, var at) ->
                new StatusBadge(
                                Tone.BAD,
                                getTranslation("home.failed", Formats.current().time(at)))
                        .because(CallWords.reason(this, code))
                        .next(new Paragraph(getTranslation(
                                "refusal.both",
                                CallWords.cure(this, code),
                                getTranslation("home.request", request.text()))));
        };
    }

    private Button further() {
        var further = new Button(
                getTranslation("home.further"), _ -> UI.getCurrent().getPage().reload());
        further.addThemeVariants(ButtonVariant.PRIMARY);
        return further;
    }

    private String figures(Usage usage, String model) {
        var formats = Formats.current();
        return getTranslation(
                "home.figures",
                model,
                formats.number(CallWords.tokens(usage)),
                formats.duration(usage.duration()),
                formats.money(new Money(usage.amountPico(), usage.currency())));
    }
}

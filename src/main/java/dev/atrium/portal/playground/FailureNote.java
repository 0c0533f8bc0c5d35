package dev.atrium.portal.playground;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import dev.atrium.portal.kit.StatusBadge;
import dev.atrium.portal.kit.StatusBadge.Tone;
import dev.atrium.portal.usage.CallWords;

/** Why a call has no answer, and what to do. The gateway's own words stand below ours where they tell more. */
final class FailureNote extends Composite<Div> {

    FailureNote(CallFailed failure) {
        var code = failure.code();
        getContent().addClassName("failure-note");
        getContent().getElement().setAttribute("role", "alert");
        getContent()
                .add(new StatusBadge(Tone.BAD, getTranslation("playground.failed"))
                        .because(CallWords.reason(this, code))
                        .next(new Paragraph(CallWords.cure(this, code))));
        if (!failure.words().isEmpty() && CallWords.isInDetailOnlyThere(code)) {
            var words = new Paragraph(failure.words());
            words.addClassName("quiet");
            words.getElement().setAttribute("lang", "en");
            getContent().add(words);
        }
    }
}

package dev.atrium.portal.playground;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Paragraph;
import dev.atrium.portal.kit.CodeSample;
import dev.atrium.portal.kit.CodeTabs;
import java.util.List;

/** The same call for a program. */
final class CodeDialog extends Dialog {

    CodeDialog(List<CodeSample> samples) {
        setHeaderTitle(getTranslation("playground.code"));
        addClassName("code-dialog");
        add(new Paragraph(getTranslation("models.code-text")), new CodeTabs(samples));
        getFooter().add(new Button(getTranslation("kit.close"), _ -> close()));
    }
}

package dev.atrium.portal.playground;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.UIDetachedException;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.TextArea;
import dev.atrium.portal.kit.Formats;
import dev.atrium.portal.models.CallCode;
import dev.atrium.registry.ModelTask;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Texts, one in a line, and how alike they are for one model. */
final class EmbeddingsPane extends Composite<Div> implements Pane {

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddingsPane.class);
    private static final int MOST = 20;

    private final transient Caller caller;
    private final transient BooleanSupplier allowed;
    private final String model;
    final TextArea texts = new TextArea(getTranslation("playground.texts"));
    final Button compare = new Button(getTranslation("playground.compare"), _ -> compare());
    private final Div result = new Div();

    /**
     * @param allowed whether the reader may see answers still; asked on another thread than the page's
     * @param gateway as programs reach it, for code
     */
    EmbeddingsPane(Caller caller, BooleanSupplier allowed, URI gateway, String model) {
        this.caller = caller;
        this.allowed = allowed;
        this.model = model;
        texts.setMinRows(4);
        texts.setValue(getTranslation("playground.texts-example").replace(" / ", "\n"));
        texts.setHelperText(
                getTranslation("playground.texts-help", Formats.current().number(MOST)));
        compare.addThemeVariants(ButtonVariant.PRIMARY);
        compare.setDisableOnClick(true);
        var code = new Button(
                getTranslation("playground.code"),
                _ -> new CodeDialog(CallCode.of(gateway, ModelTask.EMBEDDINGS, body(lines()))).open());
        code.addThemeVariants(ButtonVariant.TERTIARY);
        var buttons = new Div(compare, code);
        buttons.addClassName("page-header-actions");
        result.getElement().setAttribute("aria-live", "polite");
        getContent().addClassName("embeddings-pane");
        getContent().add(texts, buttons, result);
    }

    @Override
    public String typed() {
        return texts.getValue();
    }

    @Override
    public void type(String text) {
        texts.setValue(text);
    }

    private List<String> lines() {
        return texts.getValue()
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .limit(MOST)
                .toList();
    }

    private void compare() {
        var asked = lines();
        if (asked.isEmpty()) {
            compare.setEnabled(true);
            texts.focus();
            return;
        }
        var ui = UI.getCurrent();
        result.removeAll();
        result.add(new Paragraph(getTranslation("playground.computing")));
        Thread.ofVirtual().name("playground").start(() -> call(ui, asked));
    }

    private void call(UI ui, List<String> asked) {
        try {
            var answer = EmbeddingCall.make(caller, body(asked));
            show(
                    ui,
                    () -> List.of(
                            new SimilarityTable(asked, answer.vectors()),
                            new FiguresLine(answer.figures().orElse(null))));
        } catch (CallFailed e) {
            show(ui, () -> List.of(new FailureNote(e)));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.error("a call of the playground failed: {}", e.getClass().getName());
            show(ui, () -> List.of(new FailureNote(new CallFailed(CallFailed.CUT, ""))));
        }
    }

    private interface Parts {

        List<Component> make();
    }

    private void show(UI ui, Parts parts) {
        try {
            if (!allowed.getAsBoolean()) {
                ui.access(() -> ui.getPage().reload());
                return;
            }
            ui.access(() -> {
                result.removeAll();
                result.add(parts.make());
                compare.setEnabled(true);
            });
        } catch (UIDetachedException _) {
            // Nobody waits for it any more.
        }
    }

    private Map<String, Object> body(List<String> input) {
        var body = new LinkedHashMap<String, Object>();
        body.put("model", model);
        body.put("input", input);
        return body;
    }
}

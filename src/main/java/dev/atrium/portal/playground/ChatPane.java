package dev.atrium.portal.playground;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.TextArea;
import dev.atrium.portal.kit.CodeSample;
import dev.atrium.portal.kit.Panel;
import dev.atrium.portal.models.CallCode;
import dev.atrium.registry.ModelTask;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** A chat with one model. It lives as long as the page; nothing of it is kept elsewhere. */
final class ChatPane extends Composite<Div> implements Pane, ChatTurn.Chat {

    private static final String FOLLOW =
            "if (this.scrollHeight - this.scrollTop - this.clientHeight < 160) this.scrollTop = this.scrollHeight";

    private final transient Caller caller;
    private final transient BooleanSupplier allowed;
    private final transient URI gateway;
    private final String model;
    private final transient List<Map<String, Object>> chat = new ArrayList<>();
    private final Div log = new Div();
    final ChatSettings settings = new ChatSettings();
    final TextArea prompt = new TextArea(getTranslation("playground.message"));
    final Button send = new Button(getTranslation("playground.send"), _ -> send());
    final Button stop = new Button(getTranslation("playground.stop"), _ -> stop());
    final Button fresh = new Button(getTranslation("playground.fresh"), _ -> begin());
    private transient @Nullable ChatCall running;

    /**
     * @param allowed whether the reader belongs to the organization still
     * @param gateway as programs reach it, for code
     */
    ChatPane(Caller caller, BooleanSupplier allowed, URI gateway, String model) {
        this.caller = caller;
        this.allowed = allowed;
        this.gateway = gateway;
        this.model = model;
        log.addClassName("chat-log");
        log.getElement().setAttribute("role", "log").setAttribute("tabindex", "0");
        log.getElement().setAttribute("aria-label", getTranslation("playground.log"));
        prompt.setMinRows(2);
        prompt.setMaxRows(10);
        prompt.setHelperText(getTranslation("playground.message-help"));
        send.addThemeVariants(ButtonVariant.PRIMARY);
        send.addClickShortcut(Key.ENTER).listenOn(prompt).setResetFocusOnActiveElement(true);
        var code = new Button(getTranslation("playground.code"), _ -> new CodeDialog(code()).open());
        code.addThemeVariants(ButtonVariant.TERTIARY);
        fresh.addThemeVariants(ButtonVariant.TERTIARY);
        var buttons = new Div(send, stop, fresh, code);
        buttons.addClassName("page-header-actions");
        getContent().addClassName("playground-columns");
        getContent().add(new Div(log, prompt, buttons), new Panel(getTranslation("playground.settings"), settings));
        begin();
    }

    @Override
    public String typed() {
        return prompt.getValue();
    }

    @Override
    public void type(String text) {
        prompt.setValue(text);
    }

    @Override
    protected void onDetach(DetachEvent event) {
        stop();
    }

    private void begin() {
        stop();
        chat.clear();
        log.removeAll();
        var hint = new Paragraph(getTranslation("playground.hint"));
        hint.addClassName("quiet");
        log.add(hint);
        settle(null);
    }

    private void send() {
        var words = prompt.getValue();
        if (words.isBlank() || running != null || !settings.areGood()) {
            return;
        }
        if (chat.isEmpty()) {
            log.removeAll();
        }
        log.getChildren().filter(FailureNote.class::isInstance).toList().forEach(log::remove);
        var asked = new ArrayList<>(chat);
        asked.add(ChatSettings.message("user", words));
        var turn = new ChatTurn(
                ChatMessage.question(getTranslation("playground.you"), words), ChatMessage.answer(model), this);
        log.add(turn.question, turn.answer);
        prompt.clear();
        var listener = new Answering(UI.getCurrent(), allowed, turn);
        settle(ChatCall.start(caller, settings.body(model, asked), listener));
    }

    @Override
    public void grew() {
        log.getElement().executeJs(FOLLOW);
    }

    @Override
    public void keep(ChatTurn turn) {
        if (!turn.answer.text().isEmpty()) {
            chat.add(ChatSettings.message("user", turn.question.text()));
            chat.add(ChatSettings.message("assistant", turn.answer.text()));
        }
        settle(null);
    }

    @Override
    public void giveBack(ChatTurn turn, CallFailed failure) {
        log.remove(turn.question, turn.answer);
        log.add(new FailureNote(failure));
        if (prompt.isEmpty()) {
            prompt.setValue(turn.question.text());
        }
        settle(null);
    }

    @Override
    public void stop() {
        var call = running;
        if (call != null) {
            call.stop();
        }
    }

    /** Shows whether an answer is on its way. */
    private void settle(@Nullable ChatCall call) {
        running = call;
        send.setEnabled(call == null);
        stop.setVisible(call != null);
        fresh.setVisible(call == null && !chat.isEmpty());
        log.getElement().setAttribute("aria-busy", Boolean.toString(call != null));
        grew();
    }

    private List<CodeSample> code() {
        var next = new ArrayList<>(chat);
        next.add(ChatSettings.message("user", prompt.getValue().isBlank() ? "Hello" : prompt.getValue()));
        return CallCode.of(gateway, ModelTask.CHAT, settings.body(model, next));
    }
}

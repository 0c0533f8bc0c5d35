package dev.atrium.portal.playground;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.HasPlaceholder;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.textfield.IntegerField;
import com.vaadin.flow.component.textfield.NumberField;
import com.vaadin.flow.component.textfield.TextArea;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How a model is to answer. What is left empty is not sent, so that the model's own default holds. */
final class ChatSettings extends Composite<Div> {

    private static final double MOST_TEMPERATURE = 2;
    private static final double TENTH = 0.1;
    private static final double LEAST_TOP_P = 0.01;

    final TextArea system = new TextArea(getTranslation("playground.system"));
    final NumberField temperature = new NumberField(getTranslation("playground.temperature"));
    final NumberField topP = new NumberField(getTranslation("playground.top-p"));
    final IntegerField maxTokens = new IntegerField(getTranslation("playground.max-tokens"));
    final IntegerField seed = new IntegerField(getTranslation("playground.seed"));

    ChatSettings() {
        system.setHelperText(getTranslation("playground.system-help"));
        system.setMinRows(2);
        temperature.setMin(0);
        temperature.setMax(MOST_TEMPERATURE);
        temperature.setStep(TENTH);
        temperature.setHelperText(getTranslation("playground.temperature-help"));
        topP.setMin(LEAST_TOP_P);
        topP.setMax(1);
        topP.setStep(LEAST_TOP_P);
        topP.setHelperText(getTranslation("playground.top-p-help"));
        maxTokens.setMin(1);
        maxTokens.setHelperText(getTranslation("playground.max-tokens-help"));
        seed.setHelperText(getTranslation("playground.seed-help"));
        List.<HasPlaceholder>of(temperature, topP, maxTokens, seed)
                .forEach(field -> field.setPlaceholder(getTranslation("playground.default")));
        getContent().addClassName("chat-settings");
        getContent().add(system, temperature, topP, maxTokens, seed);
    }

    /** Whether nothing is out of its bounds; the fields themselves say what is. */
    boolean areGood() {
        return !temperature.isInvalid() && !topP.isInvalid() && !maxTokens.isInvalid() && !seed.isInvalid();
    }

    /** The body of a request for the next message of a chat. */
    Map<String, Object> body(String model, List<Map<String, Object>> chat) {
        var body = new LinkedHashMap<String, Object>();
        body.put("model", model);
        body.put("messages", messages(chat));
        put(body, "temperature", temperature.getValue());
        put(body, "top_p", topP.getValue());
        put(body, "max_tokens", maxTokens.getValue());
        put(body, "seed", seed.getValue());
        body.put("stream", true);
        return body;
    }

    private List<Map<String, Object>> messages(List<Map<String, Object>> chat) {
        var messages = new ArrayList<Map<String, Object>>();
        if (!system.getValue().isBlank()) {
            messages.add(message("system", system.getValue()));
        }
        messages.addAll(chat);
        return messages;
    }

    static Map<String, Object> message(String role, String content) {
        var message = new LinkedHashMap<String, Object>();
        message.put("role", role);
        message.put("content", content);
        return message;
    }

    private static void put(Map<String, Object> body, String name, @Nullable Object value) {
        if (value != null) {
            body.put(name, value);
        }
    }
}

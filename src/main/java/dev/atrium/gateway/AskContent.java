package dev.atrium.gateway;

import static dev.atrium.gateway.AskProblems.invalid;
import static dev.atrium.gateway.AskProblems.unsupported;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Checks {@code input}, {@code prompt} or {@code messages}, and measures the text in it. */
final class AskContent {

    /** OpenAI's limit for inputs of one call. */
    static final int INPUTS_MAX = 2048;

    private final String field;
    private final boolean messages;
    private final JsonParser parser;
    private long textLength;

    AskContent(MeteredEndpoint endpoint, JsonParser parser) {
        this.field = endpoint.content();
        this.messages = endpoint == MeteredEndpoint.CHAT_COMPLETIONS;
        this.parser = parser;
    }

    /** Characters of text. */
    long read() {
        switch (parser.currentToken()) {
            case VALUE_STRING -> readText();
            case START_ARRAY -> readArray();
            default -> throw wrongType();
        }
        return textLength;
    }

    private void readText() {
        if (messages) {
            throw wrongType();
        }
        addText();
    }

    private void addText() {
        var length = parser.getStringLength();
        if (length == 0) {
            throw invalid(field, "holds an empty text", "Send text of at least one character");
        }
        textLength += length;
    }

    private void readArray() {
        var count = 0;
        for (var token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            readElement(token);
            count++;
        }
        if (count == 0) {
            throw invalid(field, "is empty", messages ? "Send at least one message" : "Send at least one text");
        }
        if (!messages && count > INPUTS_MAX) {
            throw invalid(field, "holds %d texts".formatted(count), "Send at most %d at once".formatted(INPUTS_MAX));
        }
    }

    private void readElement(JsonToken token) {
        if (messages) {
            if (token != JsonToken.START_OBJECT) {
                throw wrongType();
            }
            measureStrings();
            return;
        }
        switch (token) {
            case VALUE_STRING -> addText();
            case VALUE_NUMBER_INT, START_ARRAY ->
                throw unsupported(field, "holds token numbers, which are not supported", "Send text");
            default -> throw wrongType();
        }
    }

    /** A message's own shape is the engine's business; here only its text is measured. */
    private void measureStrings() {
        for (int depth = 1; depth > 0; ) {
            var token = parser.nextToken();
            if (token.isStructStart()) {
                depth++;
            } else if (token.isStructEnd()) {
                depth--;
            } else if (token == JsonToken.VALUE_STRING && isText(parser.currentName())) {
                textLength += parser.getStringLength();
            }
        }
    }

    private static boolean isText(@Nullable String name) {
        return "content".equals(name) || "text".equals(name);
    }

    private RuntimeException wrongType() {
        return messages
                ? invalid(field, "is not an array of messages", "Send for example [{\"role\": \"user\", ...}]")
                : invalid(field, "is neither a string nor an array of strings", "Send one of them");
    }
}

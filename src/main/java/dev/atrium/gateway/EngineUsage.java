package dev.atrium.gateway;

import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * What an engine says of itself in an answer or in a chunk of a stream, read in one pass without building a tree.
 *
 * @param used         its count of tokens, or null where it reports none or nonsense
 * @param finishReason of the first choice, or null
 * @param choices      choices in it
 * @param textLength   characters of generated text in it
 * @param failed       whether it is an error in place of an answer
 */
record EngineUsage(
        @Nullable Quantities used, @Nullable String finishReason, int choices, long textLength, boolean failed) {

    /** More tokens than any answer has: whoever says so did not count. */
    static final long TOKENS_MAX = 1_000_000_000;

    private static final int FINISH_REASON_MAX_LENGTH = 40;
    private static final JsonFactory JSON = new JsonFactory();
    private static final Set<String> TEXTS = Set.of("content", "text", "reasoning_content", "arguments");

    /** Empty when {@code length} bytes from {@code from} on are no JSON object. */
    static Optional<EngineUsage> read(byte[] json, int from, int length) {
        try (var parser = JSON.createParser(ObjectReadContext.empty(), json, from, length)) {
            return parser.nextToken() == JsonToken.START_OBJECT
                    ? Optional.of(new Reader(parser).read())
                    : Optional.empty();
        } catch (JacksonException _) {
            return Optional.empty();
        }
    }

    private static final class Reader {

        private final JsonParser parser;
        private @Nullable Quantities used;
        private @Nullable String finishReason;
        private int choices;
        private long textLength;
        private boolean failed;

        Reader(JsonParser parser) {
            this.parser = parser;
        }

        EngineUsage read() {
            for (var name = parser.nextName(); name != null; name = parser.nextName()) {
                var value = parser.nextToken();
                switch (name) {
                    case "usage" -> readUsage(value);
                    case "choices" -> readChoices(value);
                    case "error" -> {
                        failed = value != JsonToken.VALUE_NULL;
                        parser.skipChildren();
                    }
                    default -> parser.skipChildren();
                }
            }
            return new EngineUsage(used, finishReason, choices, textLength, failed);
        }

        private void readUsage(JsonToken value) {
            if (value != JsonToken.START_OBJECT) {
                parser.skipChildren();
                return;
            }
            var input = -1L;
            var output = 0L;
            for (var name = parser.nextName(); name != null; name = parser.nextName()) {
                parser.nextToken();
                switch (name) {
                    case "prompt_tokens" -> input = tokens();
                    case "completion_tokens" -> output = tokens();
                    default -> parser.skipChildren();
                }
            }
            used = input < 0 || output < 0 ? null : new Quantities(input, output, true);
        }

        /** -1 for what is no possible count. */
        private long tokens() {
            if (parser.currentToken() != JsonToken.VALUE_NUMBER_INT
                    || parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER) {
                parser.skipChildren();
                return -1;
            }
            var count = parser.getLongValue();
            return count < 0 || count > TOKENS_MAX ? -1 : count;
        }

        private void readChoices(JsonToken value) {
            if (value != JsonToken.START_ARRAY) {
                parser.skipChildren();
                return;
            }
            for (var token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
                if (token == JsonToken.START_OBJECT) {
                    choices++;
                    readChoice();
                } else {
                    parser.skipChildren();
                }
            }
        }

        private void readChoice() {
            for (int depth = 1; depth > 0; ) {
                var token = parser.nextToken();
                if (token.isStructStart()) {
                    depth++;
                } else if (token.isStructEnd()) {
                    depth--;
                } else if (token == JsonToken.VALUE_STRING) {
                    readText(parser.currentName(), depth);
                }
            }
        }

        /** An engine may say what it likes; the event keeps no more than its column holds. */
        private static String cut(String text) {
            return text.length() <= FINISH_REASON_MAX_LENGTH ? text : text.substring(0, FINISH_REASON_MAX_LENGTH);
        }

        private void readText(@Nullable String name, int depth) {
            if ("finish_reason".equals(name) && depth == 1 && choices == 1) {
                finishReason = cut(parser.getString());
            } else if (name != null && TEXTS.contains(name)) {
                textLength += parser.getStringLength();
            }
        }
    }
}

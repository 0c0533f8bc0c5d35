package dev.atrium.gateway;

import static dev.atrium.gateway.AskProblems.invalid;

import dev.atrium.shared.ProblemException;
import java.util.HashSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads an {@link Ask} out of a body in one pass, without building a tree, and refuses what no engine could serve.
 * A field that is read here may stand in a body once only: the engine might believe the other one.
 */
final class AskReader {

    static final int MODEL_MAX_LENGTH = 200;

    private static final JsonFactory JSON = new JsonFactory();

    private final MeteredEndpoint endpoint;
    private final byte[] body;
    private final JsonParser parser;
    private final HashSet<String> seen = new HashSet<>();
    private @Nullable String model;
    private boolean stream;
    private boolean streamOptions;
    private boolean includeUsage;
    private UsageWish.Places places = UsageWish.Places.NONE;
    private boolean content;
    private long textLength;

    private AskReader(MeteredEndpoint endpoint, byte[] body, JsonParser parser) {
        this.endpoint = endpoint;
        this.body = body;
        this.parser = parser;
    }

    /** @throws ProblemException if the body is not JSON, or a field is missing or absurd */
    static Ask read(MeteredEndpoint endpoint, byte[] body) {
        try (var parser = JSON.createParser(ObjectReadContext.empty(), body)) {
            return new AskReader(endpoint, body, parser).read();
        } catch (JacksonException e) {
            throw new ProblemException(Problems.malformedJson(AskProblems.where(e)));
        }
    }

    private Ask read() {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            throw new ProblemException(Problems.malformedJson("expected an object, '{...}'"));
        }
        for (var name = parser.nextName(); name != null; name = parser.nextName()) {
            parser.nextToken();
            readField(name);
        }
        if (parser.nextToken() != null) {
            throw new ProblemException(Problems.malformedJson("something follows the object"));
        }
        return checked();
    }

    private void readField(String name) {
        switch (name) {
            case "model" -> model = once(name) ? modelName() : null;
            case "stream" -> stream = once(name) && bool(name);
            case "stream_options" -> streamOptions(name);
            case "input", "messages", "prompt" -> contentOrSkip(name);
            case "dimensions", "max_tokens", "max_completion_tokens", "n", "best_of" -> positive(name);
            case "encoding_format" -> encodingFormat(name);
            default -> parser.skipChildren();
        }
    }

    private Ask checked() {
        if (model == null) {
            throw invalid("model", "is missing", "Name the model to call, as 'organization/model'");
        }
        if (!content) {
            throw invalid(endpoint.content(), "is missing", "Send what the model is to work on");
        }
        if (stream && !endpoint.streams()) {
            throw invalid("stream", "is true, but this endpoint does not stream", "Leave it out");
        }
        if (streamOptions && !stream) {
            throw invalid("stream_options", "is set, but 'stream' is not true", "Leave it out, or stream");
        }
        var wish = stream && !includeUsage ? UsageWish.of(body, places) : null;
        return new Ask(model, stream, includeUsage, textLength, wish);
    }

    private boolean once(String name) {
        if (!seen.add(name)) {
            throw invalid(name, "stands twice in the body", "Send it once");
        }
        return true;
    }

    private String modelName() {
        if (parser.currentToken() != JsonToken.VALUE_STRING) {
            throw invalid("model", "is not a string", "Name the model to call, as 'organization/model'");
        }
        var name = parser.getString();
        if (name.isBlank() || name.length() > MODEL_MAX_LENGTH) {
            throw invalid(
                    "model",
                    "has %d characters".formatted(name.length()),
                    "Name the model to call, in 1 to %d characters".formatted(MODEL_MAX_LENGTH));
        }
        return name;
    }

    private boolean bool(String name) {
        return switch (parser.currentToken()) {
            case VALUE_TRUE -> true;
            case VALUE_FALSE, VALUE_NULL -> false;
            default -> throw invalid(name, "is not a boolean", "Send true or false");
        };
    }

    private void streamOptions(String name) {
        once(name);
        var at = placeOfValue();
        places = new UsageWish.Places(at, -1, false);
        if (parser.currentToken() == JsonToken.VALUE_NULL) {
            return;
        }
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            throw invalid(name, "is not an object", "Send for example {\"include_usage\": true}");
        }
        streamOptions = true;
        var wish = -1L;
        var isEmpty = true;
        for (var option = parser.nextName(); option != null; option = parser.nextName()) {
            parser.nextToken();
            isEmpty = false;
            if (option.equals("include_usage")) {
                wish = placeOfValue();
                includeUsage = once("stream_options.include_usage") && bool("stream_options.include_usage");
            } else {
                parser.skipChildren();
            }
        }
        places = new UsageWish.Places(at, wish, isEmpty);
    }

    private long placeOfValue() {
        return parser.currentTokenLocation().getByteOffset();
    }

    private void positive(String name) {
        var token = parser.currentToken();
        if (token == JsonToken.VALUE_NULL) {
            return;
        }
        var good = token == JsonToken.VALUE_NUMBER_INT
                && parser.getNumberType() == JsonParser.NumberType.INT
                && parser.getIntValue() > 0;
        if (!good) {
            throw invalid(name, "is not a whole number from 1 to 2147483647", "Send such a number, or leave it out");
        }
    }

    private void encodingFormat(String name) {
        var token = parser.currentToken();
        if (token == JsonToken.VALUE_NULL) {
            return;
        }
        var format = token == JsonToken.VALUE_STRING ? parser.getString() : "";
        if (!format.equals("float") && !format.equals("base64")) {
            throw invalid(name, "is neither 'float' nor 'base64'", "Send one of them, or leave it out");
        }
    }

    private void contentOrSkip(String name) {
        if (!name.equals(endpoint.content())) {
            parser.skipChildren();
            return;
        }
        once(name);
        content = true;
        textLength = new AskContent(endpoint, parser).read();
    }
}

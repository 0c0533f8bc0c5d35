package dev.atrium.worker;

import static dev.atrium.worker.EmbeddingsRequest.refuse;

import dev.atrium.shared.Problem;
import dev.atrium.shared.ProblemException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.LongStream;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** Reads the body of {@code POST /v1/embeddings}, whose every mistake is answered with the field that has it. */
final class EmbeddingsParser {

    private static final int BAD_REQUEST = 400;
    private static final int MAX_TOKENS_PER_INPUT = 1 << 20;

    private static final JsonFactory JSON = JsonFactory.builder().build();

    private EmbeddingsParser() {}

    /** @throws ProblemException 400 */
    static EmbeddingsRequest parse(byte[] body) {
        try (var json = JSON.createParser(ObjectReadContext.empty(), body)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw malformed();
            }
            var request = new EmbeddingsRequest.Builder();
            var seen = new HashSet<String>();
            while (json.nextToken() == JsonToken.PROPERTY_NAME) {
                var field = json.currentName();
                if (!seen.add(field)) {
                    throw refuse(field, "%s stands twice in the request. Send it once.".formatted(field));
                }
                json.nextToken();
                read(field, json, request);
            }
            if (json.nextToken() != null) {
                throw malformed();
            }
            return request.build();
        } catch (JacksonException _) {
            throw malformed();
        }
    }

    private static void read(String field, JsonParser json, EmbeddingsRequest.Builder request) {
        switch (field) {
            case "model" -> request.model(text(json, field));
            case "input" -> request.inputs(inputs(json));
            case "encoding_format" -> {
                if (json.currentToken() != JsonToken.VALUE_NULL) {
                    request.encodingFormat(text(json, field));
                }
            }
            case "dimensions" -> {
                if (json.currentToken() != JsonToken.VALUE_NULL) {
                    throw refuse(field, "This model has vectors of one length. Leave dimensions out.");
                }
            }
            case "user" -> json.skipChildren();
            default ->
                throw new ProblemException(Problem.ofField(
                        name(field),
                        "unknown_parameter",
                        "There is no parameter '%s'. Leave it out.".formatted(name(field))));
        }
    }

    private static List<EmbeddingInput> inputs(JsonParser json) {
        return switch (json.currentToken()) {
            case VALUE_STRING -> List.of(textInput(json, "input"));
            case START_ARRAY -> array(json);
            default -> throw wrongInput();
        };
    }

    private static List<EmbeddingInput> array(JsonParser json) {
        var token = json.nextToken();
        if (token == JsonToken.VALUE_NUMBER_INT) {
            return List.of(tokens(json, "input"));
        }
        var all = new ArrayList<EmbeddingInput>();
        for (; token != JsonToken.END_ARRAY; token = json.nextToken()) {
            if (all.size() == EmbeddingsRequest.MAX_INPUTS) {
                throw EmbeddingsRequest.tooMany();
            }
            all.add(element(json, token, "input[%d]".formatted(all.size())));
        }
        return all;
    }

    private static EmbeddingInput element(JsonParser json, JsonToken token, String where) {
        if (token == JsonToken.VALUE_STRING) {
            return textInput(json, where);
        }
        if (token == JsonToken.START_ARRAY && json.nextToken() == JsonToken.VALUE_NUMBER_INT) {
            return tokens(json, where);
        }
        if (token == JsonToken.START_ARRAY && json.currentToken() == JsonToken.END_ARRAY) {
            throw refuse("input", "%s is empty. Send at least one token, or leave it out.".formatted(where));
        }
        throw wrongInput();
    }

    private static EmbeddingInput textInput(JsonParser json, String where) {
        var text = json.getString();
        if (text.isEmpty()) {
            throw refuse("input", "%s is empty. Send at least one character, or leave it out.".formatted(where));
        }
        if (hasLoneSurrogate(text)) {
            throw refuse(
                    "input", "%s has half of a character (a lone surrogate). Send valid Unicode.".formatted(where));
        }
        return new EmbeddingInput.Text(text);
    }

    /** The parser stands on the first number. */
    private static EmbeddingInput tokens(JsonParser json, String where) {
        var ids = LongStream.builder();
        var count = 0;
        for (var token = json.currentToken(); token != JsonToken.END_ARRAY; token = json.nextToken()) {
            if (token != JsonToken.VALUE_NUMBER_INT || ++count > MAX_TOKENS_PER_INPUT) {
                throw refuse("input", "%s is not an array of tokens. Send whole numbers only.".formatted(where));
            }
            ids.add(id(json, where));
        }
        return new EmbeddingInput.Tokens(ids.build().toArray());
    }

    private static long id(JsonParser json, String where) {
        try {
            return json.getLongValue();
        } catch (JacksonException _) {
            throw refuse("input", "%s has a token that is out of range. Send tokens of this model.".formatted(where));
        }
    }

    private static String text(JsonParser json, String field) {
        if (json.currentToken() != JsonToken.VALUE_STRING) {
            throw refuse(field, "%s must be a string.".formatted(field));
        }
        return json.getString();
    }

    private static boolean hasLoneSurrogate(String text) {
        return text.codePoints()
                .anyMatch(point -> point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE);
    }

    /** A field's name is the caller's text: it is cut before it is sent back. */
    private static String name(String field) {
        return field.length() > 60 ? field.substring(0, 60) : field;
    }

    private static ProblemException wrongInput() {
        return refuse(
                "input", "input must be a text, an array of texts, an array of tokens, or an array of such arrays.");
    }

    private static ProblemException malformed() {
        return new ProblemException(Problem.of(
                BAD_REQUEST, "invalid_json", "The body is not a valid JSON object. Check its syntax and its end."));
    }
}

package dev.atrium.gateway;

import dev.atrium.shared.Problem;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * An error that a worker or its engine answered, in OpenAI's form or near to it.
 *
 * @param code    its code, or empty where there is none
 * @param message for people, or empty
 * @param param   the field that is wrong, or null
 */
record EngineError(
        int status, String code, String message, @Nullable String param) {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int SERVER = 500;
    private static final int CODE_MAX_LENGTH = 60;
    private static final int MESSAGE_MAX_LENGTH = 500;

    static EngineError read(int status, byte[] body) {
        try {
            var error = JSON.readTree(body).path("error");
            return new EngineError(
                    status,
                    text(error, "code", text(error, "type", "")),
                    text(error, "message", ""),
                    error.path("param").asStringOpt().orElse(null));
        } catch (JacksonException _) {
            return new EngineError(status, "", "", null);
        }
    }

    /** Whether the caller made the mistake, so that no other replica would do better. */
    boolean isCallersMistake() {
        return status >= 400 && status < SERVER && status != 401 && status != 403 && status != 408 && status != 429;
    }

    /** The same in our words. */
    Problem toProblem() {
        return new Problem(
                status,
                code.isEmpty() ? "engine_refused" : cut(code, CODE_MAX_LENGTH),
                message.isEmpty()
                        ? "The engine refused this request. Check its fields."
                        : cut(message, MESSAGE_MAX_LENGTH),
                param);
    }

    private static String text(JsonNode error, String field, String otherwise) {
        return error.path(field).asStringOpt().orElse(otherwise);
    }

    private static String cut(String text, int length) {
        return text.length() <= length ? text : text.substring(0, length);
    }
}

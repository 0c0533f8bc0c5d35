package dev.atrium.portal.playground;

import java.io.IOException;
import java.io.InputStream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A call that has no answer, or whose answer broke. */
final class CallFailed extends Exception {

    /** No gateway reports, or none can be connected to. */
    static final String GATEWAY_AWAY = "gateway_away";

    /** The connection broke within the answer. */
    static final String CUT = "cut";

    /** Whoever calls has left the organization; the page is about to say so. */
    static final String NOT_ALLOWED = "not_allowed";

    /** Something answered that does not speak our protocol. */
    private static final String UNREADABLE = "unreadable";

    private static final long serialVersionUID = 1;
    private static final int MOST_BYTES = 65_536;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final String code;

    /** @param message the gateway's words, in English; empty for a failure of our own */
    CallFailed(String code, String message) {
        super(message, null, false, false);
        this.code = code;
    }

    /** Reads a refusal. */
    static CallFailed read(InputStream body) throws IOException {
        try (body) {
            return of(JSON.readTree(body.readNBytes(MOST_BYTES)));
        } catch (JacksonException _) {
            return new CallFailed(UNREADABLE, "");
        }
    }

    static CallFailed of(JsonNode body) {
        var error = body.path("error");
        return new CallFailed(
                error.path("code").asString(UNREADABLE), error.path("message").asString(""));
    }

    /** Stable, for programs and for the texts of the page. */
    String code() {
        return code;
    }

    /** The gateway's words, or empty. */
    String words() {
        var message = getMessage();
        return message == null ? "" : message;
    }
}

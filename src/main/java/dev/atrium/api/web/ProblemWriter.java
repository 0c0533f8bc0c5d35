package dev.atrium.api.web;

import dev.atrium.audit.AuditLog;
import dev.atrium.shared.Problem;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.MDC;
import tools.jackson.databind.json.JsonMapper;

/** Makes problem details (RFC 9457), the one form of every error on the portal's ports. */
public final class ProblemWriter {

    /** Their content type. */
    public static final String CONTENT_TYPE = "application/problem+json";

    private final JsonMapper json;

    ProblemWriter(JsonMapper json) {
        this.json = json;
    }

    /** Answers with {@code problem}; the request id is the current request's. */
    public void write(HttpServletResponse response, Problem problem) throws IOException {
        var body = json.writeValueAsBytes(body(problem));
        response.setStatus(problem.status());
        response.setContentType(CONTENT_TYPE);
        response.setCharacterEncoding(StandardCharsets.UTF_8);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    static Map<String, Object> body(Problem problem) {
        var body = new LinkedHashMap<String, Object>();
        body.put("type", "about:blank");
        body.put("status", problem.status());
        body.put("code", problem.code());
        body.put("detail", problem.message());
        if (problem.field() != null) {
            body.put("field", problem.field());
        }
        var request = MDC.get(AuditLog.REQUEST_ID);
        if (request != null) {
            body.put("requestId", request);
        }
        return body;
    }
}

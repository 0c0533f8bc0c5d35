package dev.atrium.api.web;

import dev.atrium.shared.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Answers what Tomcat refuses before any of our code runs (a malformed request line, too long headers) as JSON
 * too, and without naming the server. Public, because Tomcat makes it by its name.
 */
public final class ProblemValve extends ErrorReportValve {

    private static final int LOWEST_ERROR = 400;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Override
    protected void report(Request request, Response response, @Nullable Throwable failure) {
        var status = response.getStatus();
        if (status < LOWEST_ERROR || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        try {
            response.setContentType(ProblemWriter.CONTENT_TYPE);
            response.setCharacterEncoding(StandardCharsets.UTF_8);
            response.getReporter().write(JSON.writeValueAsString(ProblemWriter.body(problem(status))));
        } catch (IOException | IllegalStateException _) {
            // The connection is gone, or the answer has begun: nobody is left to tell.
        }
    }

    private static Problem problem(int status) {
        return status >= 500
                ? Problem.of(status, "internal", "Something failed here. Try again; if it stays, tell your operator.")
                : Problem.of(status, "bad_request", "The request could not be understood. Check its form.");
    }
}

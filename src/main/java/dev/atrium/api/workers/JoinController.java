package dev.atrium.api.workers;

import dev.atrium.agent.Join;
import dev.atrium.pool.Workers;
import dev.atrium.shared.Problem;
import dev.atrium.shared.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Lets machines join with a token. The only call that nobody has to be known for. */
@RestController
class JoinController {

    static final int MAX_BYTES = 64 * 1024;

    private static final int TOO_MANY = 429;

    private final Workers workers;
    private final WorkerCalls calls;
    private final JoinRate rate;

    JoinController(Workers workers, WorkerCalls calls, JoinRate rate) {
        this.workers = workers;
        this.calls = calls;
        this.rate = rate;
    }

    @PostMapping(Join.PATH)
    Join.Answer join(HttpServletRequest request, HttpServletResponse response) throws IOException {
        limit(request, response);
        var body = Bodies.read(request, MAX_BYTES);
        var join = calls.read(body, Join.Request.class);
        calls.verifyJoin(request, body, join);
        return new Join.Answer(workers.join(join));
    }

    private void limit(HttpServletRequest request, HttpServletResponse response) {
        var wait = rate.take(request.getRemoteAddr());
        if (wait.isPositive()) {
            var seconds = Math.max(1, wait.toSeconds() + 1);
            response.setHeader("retry-after", Long.toString(seconds));
            throw new ProblemException(Problem.of(
                    TOO_MANY,
                    "too_many_joins",
                    "Too many attempts to join came from %s. Try again in %d s."
                            .formatted(request.getRemoteAddr(), seconds)));
        }
    }
}

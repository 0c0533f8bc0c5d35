package dev.atrium.api.web;

import dev.atrium.shared.Problem;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses bodies that are larger than anything the portal has to read. Who does not say how long a body is gets it
 * refused as well: no client of these ports needs to.
 */
final class BodyLimit extends OncePerRequestFilter {

    static final long MAX_BYTES = 2 * 1024 * 1024;

    private static final int LENGTH_REQUIRED = 411;
    private static final int TOO_LARGE = 413;

    private final ProblemWriter problems;

    BodyLimit(ProblemWriter problems) {
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (request.getContentLengthLong() > MAX_BYTES) {
            problems.write(
                    response,
                    Problem.of(TOO_LARGE, "too_large", "The body is larger than %d bytes.".formatted(MAX_BYTES)));
        } else if (request.getHeader("transfer-encoding") != null) {
            problems.write(
                    response, Problem.of(LENGTH_REQUIRED, "length_required", "Send the body with a content-length."));
        } else {
            chain.doFilter(request, response);
        }
    }
}

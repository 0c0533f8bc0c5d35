package dev.atrium.api.management;

import dev.atrium.api.web.ProblemWriter;
import dev.atrium.shared.Problem;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.filter.OncePerRequestFilter;

/** Lets nobody below {@code /manage} without the installation's token. */
final class TokenFilter extends OncePerRequestFilter {

    private static final String SCHEME = "Bearer ";
    private static final int UNAUTHORIZED = 401;

    private final ManagementToken token;
    private final Refusals refusals;
    private final ProblemWriter problems;

    TokenFilter(ManagementToken token, Refusals refusals, ProblemWriter problems) {
        this.token = token;
        this.refusals = refusals;
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var header = request.getHeader("authorization");
        if (header != null && header.startsWith(SCHEME) && token.matches(header.substring(SCHEME.length()))) {
            chain.doFilter(request, response);
            return;
        }
        refusals.record(request.getMethod() + " " + request.getRequestURI());
        response.setHeader("www-authenticate", "Bearer");
        problems.write(
                response,
                Problem.of(
                        UNAUTHORIZED,
                        "management_token_required",
                        "Send 'Authorization: Bearer' with the content of secrets/management-token in the home folder."));
    }
}

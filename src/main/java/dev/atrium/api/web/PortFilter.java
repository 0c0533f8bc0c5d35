package dev.atrium.api.web;

import dev.atrium.audit.AuditLog;
import dev.atrium.shared.Problem;
import dev.atrium.shared.RequestId;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.slf4j.MDC;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * The first thing every request meets: it gets an id and safe headers, and what belongs to the management port
 * answers there and nowhere else. Health answers on both.
 */
final class PortFilter extends OncePerRequestFilter {

    static final String REQUEST_ID_HEADER = "x-request-id";

    private static final int NOT_FOUND = 404;

    private final Connectors connectors;
    private final ProblemWriter problems;

    PortFilter(Connectors connectors, ProblemWriter problems) {
        this.connectors = connectors;
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var id = RequestId.next().text();
        MDC.put(AuditLog.REQUEST_ID, id);
        MDC.put(AuditLog.ORIGIN, request.getRemoteAddr());
        response.setHeader(REQUEST_ID_HEADER, id);
        protect(response);
        try {
            if (answersHere(request)) {
                chain.doFilter(request, response);
            } else {
                problems.write(response, Problem.of(NOT_FOUND, "not_found", "There is nothing at this address."));
            }
        } finally {
            MDC.clear();
        }
    }

    private boolean answersHere(HttpServletRequest request) {
        // Decoded and normalized, as Spring matches it: '/%6danage' is '/manage' too.
        var path = request.getServletPath();
        if (path.equals("/healthz") || path.equals("/readyz")) {
            return true;
        }
        var isManagement = path.startsWith("/manage/") || path.equals("/metrics");
        return isManagement == (request.getLocalPort() == connectors.managementPort());
    }

    private static void protect(HttpServletResponse response) {
        response.setHeader("cache-control", "no-store");
        response.setHeader("x-content-type-options", "nosniff");
        response.setHeader("x-frame-options", "DENY");
        response.setHeader("referrer-policy", "no-referrer");
        response.setHeader("content-security-policy", "default-src 'none'; frame-ancestors 'none'");
        response.setHeader("cross-origin-resource-policy", "same-origin");
    }
}

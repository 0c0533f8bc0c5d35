package dev.atrium.identity;

import jakarta.servlet.FilterChain;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Answers where an operator link leads: it remembers the token for the sign-in that follows, which alone uses it up. So
 * whoever only looks at the link, as mail servers and chats do, does no harm.
 */
final class OperatorLinkFilter extends OncePerRequestFilter {

    static final String PATH = "/operator-link";

    private static final String REMEMBERED = OperatorLinkFilter.class.getName();

    private final OperatorLinks links;

    OperatorLinkFilter(OperatorLinks links) {
        this.links = links;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException {
        var token = request.getParameter("token");
        if (token == null || !links.isGood(token)) {
            response.sendRedirect(SignInAddress.PAGE + "?" + SignInAddress.FAILED + "=" + SignInAddress.LINK_GONE);
            return;
        }
        request.getSession().setAttribute(REMEMBERED, token);
        response.sendRedirect(SignInAddress.PAGE);
    }

    /** The token of the link by which the current request's browser came; null for none. It is forgotten now. */
    static @Nullable String take() {
        if (!(RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes current)) {
            return null;
        }
        var session = current.getRequest().getSession(false);
        if (session == null || !(session.getAttribute(REMEMBERED) instanceof String token)) {
            return null;
        }
        session.removeAttribute(REMEMBERED);
        return token;
    }
}

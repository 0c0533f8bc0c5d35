package dev.atrium.portal;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.Base64;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * The security headers of every page and of what it loads, set before anything is written: a page of Vaadin is flushed
 * before Spring Security's own writer would come to it. {@code docs/security.md} tells why the policy is not stricter.
 */
final class PageHeaders extends OncePerRequestFilter {

    private static final String NONCE = PageHeaders.class.getName() + ".nonce";
    private static final int NONCE_BYTES = 16;
    private static final SecureRandom RANDOM = new SecureRandom();

    private static final String NO_DEVICES = "camera=(), geolocation=(), microphone=(), payment=(), usb=()";
    private static final String A_YEAR = "max-age=31536000";

    /** The random word of this request that lets scripts of the page run. */
    static String nonceOf(HttpServletRequest request) {
        return request.getAttribute(NONCE) instanceof String nonce ? nonce : "";
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var nonce = nonce();
        request.setAttribute(NONCE, nonce);
        response.setHeader("content-security-policy", policy(nonce));
        response.setHeader("cache-control", "no-store");
        response.setHeader("x-content-type-options", "nosniff");
        response.setHeader("x-frame-options", "DENY");
        response.setHeader("referrer-policy", "same-origin");
        response.setHeader("permissions-policy", NO_DEVICES);
        response.setHeader("cross-origin-opener-policy", "same-origin");
        response.setHeader("cross-origin-resource-policy", "same-origin");
        if (request.isSecure()) {
            response.setHeader("strict-transport-security", A_YEAR);
        }
        chain.doFilter(request, response);
    }

    private static String policy(String nonce) {
        return String.join(
                "; ",
                "default-src 'none'",
                "script-src 'self' 'nonce-%s' 'unsafe-eval'".formatted(nonce),
                "style-src 'self' 'unsafe-inline'",
                "img-src 'self' data:",
                "font-src 'self' data:",
                "connect-src 'self'",
                "manifest-src 'self'",
                "base-uri 'self'",
                "form-action 'self'",
                "frame-ancestors 'none'");
    }

    private static String nonce() {
        var bytes = new byte[NONCE_BYTES];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}

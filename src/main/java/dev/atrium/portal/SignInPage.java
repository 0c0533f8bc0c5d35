package dev.atrium.portal;

import dev.atrium.identity.SignInAddress;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * On the way to the sign-in server. It asks first whether that server answers: a browser that is sent to one that is
 * away shows its own error, and nobody would know what to do.
 */
@RestController
class SignInPage {

    static final String PATH = SignInAddress.PAGE;

    /** What the module for people calls itself at the sign-in server. */
    private static final String REGISTRATION = "atrium";
    /** Nobody expects this person here. */
    private static final String CLOSED = "closed";

    /** Where Spring Security begins the sign-in. */
    private static final String BEGIN = "/oauth2/authorization/";

    private static final int UNAUTHORIZED = 401;
    private static final int GONE = 410;
    private static final int UNAVAILABLE = 503;

    private static final Logger LOG = LoggerFactory.getLogger(SignInPage.class);

    private final Optional<ClientRegistrationRepository> registrations;
    private final SignInServer server;
    private final PlainPage pages;

    SignInPage(Optional<ClientRegistrationRepository> registrations, SignInServer server, PlainPage pages) {
        this.registrations = registrations;
        this.server = server;
        this.pages = pages;
    }

    @GetMapping(PATH)
    void signIn(
            @RequestParam(required = false) Optional<String> failed,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        var registration = registration();
        if (registration.isEmpty()) {
            pages.write(
                    request, response, UNAVAILABLE, "sign-in.missing", "/docs/operators", "sign-in.missing-document");
        } else if (failed.isPresent()) {
            tellFailure(failed.get(), request, response);
        } else if (!server.answers(registration.get())) {
            pages.write(request, response, UNAVAILABLE, "sign-in.away", PATH, "error.again");
        } else {
            response.sendRedirect(BEGIN + registration.get().getRegistrationId());
        }
    }

    private void tellFailure(String failure, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        switch (failure) {
            case CLOSED -> pages.write(request, response, UNAUTHORIZED, "sign-in.closed", PATH, "error.again");
            case SignInAddress.LINK_GONE ->
                pages.write(request, response, GONE, "sign-in.link-gone", PATH, "sign-in.without-link");
            default -> pages.write(request, response, UNAUTHORIZED, "sign-in.failed", PATH, "error.again");
        }
    }

    /** Sends a sign-in that failed to the page that tells why. */
    static void failed(HttpServletResponse response, AuthenticationException failure) throws IOException {
        LOG.info("a sign-in failed: {}", failure.getMessage());
        response.sendRedirect(PATH + "?" + SignInAddress.FAILED + "=" + reason(failure));
    }

    private static String reason(AuthenticationException failure) {
        var code = failure instanceof OAuth2AuthenticationException refused
                ? refused.getError().getErrorCode()
                : "";
        return switch (code) {
            case "registration_closed" -> CLOSED;
            case "operator_link_gone" -> SignInAddress.LINK_GONE;
            default -> "other";
        };
    }

    /** Asked each time: what it is made of may be written while the portal runs. */
    private Optional<ClientRegistration> registration() {
        try {
            return registrations.map(all -> all.findByRegistrationId(REGISTRATION));
        } catch (IllegalStateException e) {
            LOG.warn("nobody can sign in: {}", e.getMessage());
            return Optional.empty();
        }
    }
}

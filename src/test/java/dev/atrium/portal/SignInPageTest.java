package dev.atrium.portal;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.atrium.testing.FreePorts;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.InMemoryClientRegistrationRepository;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;

class SignInPageTest {

    private final SignInServer server = new SignInServer();
    private HttpServer keycloak;

    @BeforeEach
    void start() throws IOException {
        keycloak = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        keycloak.start();
    }

    @AfterEach
    void stop() {
        keycloak.stop(0);
        server.close();
    }

    @Test
    void goesOnToAServerThatAnswersEvenWithARefusal() throws IOException {
        keycloak.createContext("/certs", exchange -> {
            exchange.sendResponseHeaders(400, -1);
            exchange.close();
        });

        var answer = signIn(registrations(keycloak.getAddress().getPort()), Optional.empty(), "en");

        assertThat(answer.getRedirectedUrl()).isEqualTo("/oauth2/authorization/atrium");
    }

    @Test
    void saysInTheReadersLanguageThatTheServerIsAway() throws IOException {
        var nobody = FreePorts.take(1).getFirst();

        var answer = signIn(registrations(nobody), Optional.empty(), "zh");

        assertThat(answer.getStatus()).isEqualTo(503);
        assertThat(answer.getContentAsString())
                .contains("<html lang=\"zh-CN\">", "<h1>暂时无法登录</h1>", "<a href=\"/sign-in\">重试</a>");
    }

    @Test
    void saysThatTheServerIsAwayWhenItOnlyFails() throws IOException {
        keycloak.createContext("/certs", exchange -> {
            exchange.sendResponseHeaders(502, -1);
            exchange.close();
        });

        var answer = signIn(registrations(keycloak.getAddress().getPort()), Optional.empty(), "en");

        assertThat(answer.getContentAsString())
                .contains("The sign-in server does not answer. Who is signed in stays so, and all API keys work on. "
                        + "Try again in a moment; if it stays, tell your operator.");
    }

    @Test
    void saysWhatIsMissingWhenTheRegistrationCannotBeMade() throws IOException {
        var answer = signIn(
                Optional.of(_ -> {
                    throw new IllegalStateException("no secret");
                }),
                Optional.empty(),
                "en");

        assertThat(answer.getContentAsString())
                .contains("<h1>Sign-in is not set up</h1>")
                .doesNotContain("no secret");
    }

    @Test
    void tellsAClosedRegistrationFromAnyOtherFailure() throws IOException {
        assertThat(redirect(new OAuth2AuthenticationException("registration_closed")))
                .isEqualTo("/sign-in?failed=closed");
        assertThat(redirect(new BadCredentialsException("late"))).isEqualTo("/sign-in?failed=other");

        var registrations = registrations(keycloak.getAddress().getPort());
        assertThat(signIn(registrations, Optional.of("closed"), "en").getContentAsString())
                .contains("<h1>You are not expected here</h1>");
        assertThat(signIn(registrations, Optional.of("<script>"), "en").getContentAsString())
                .contains("<h1>Sign-in did not finish</h1>")
                .doesNotContain("<script>");
    }

    @Test
    void tellsHowToGetAnotherOperatorLink() throws IOException {
        var redirect = redirect(new OAuth2AuthenticationException("operator_link_gone"));
        var answer = signIn(registrations(keycloak.getAddress().getPort()), Optional.of("link"), "en");

        assertThat(redirect).isEqualTo("/sign-in?failed=link");
        assertThat(answer.getStatus()).isEqualTo(410);
        assertThat(answer.getContentAsString())
                .contains("<h1>This operator link leads nowhere any more</h1>", "./atrium operator prints another")
                .contains("<a href=\"/sign-in\">Sign in without it</a>");
    }

    private MockHttpServletResponse signIn(
            Optional<ClientRegistrationRepository> registrations, Optional<String> failed, String language)
            throws IOException {
        var request = new MockHttpServletRequest("GET", SignInPage.PATH);
        request.addHeader("accept-language", language);
        var response = new MockHttpServletResponse();
        new SignInPage(registrations, server, new PlainPage(new Bundles())).signIn(failed, request, response);
        return response;
    }

    private static String redirect(AuthenticationException failure) throws IOException {
        var response = new MockHttpServletResponse();
        SignInPage.failed(response, failure);
        return String.valueOf(response.getRedirectedUrl());
    }

    private static Optional<ClientRegistrationRepository> registrations(int port) {
        var address = "http://127.0.0.1:" + port;
        return Optional.of(
                new InMemoryClientRegistrationRepository(List.of(ClientRegistration.withRegistrationId("atrium")
                        .clientId("portal")
                        .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                        .redirectUri("{baseUrl}/login/oauth2/code/atrium")
                        .authorizationUri(address + "/auth")
                        .jwkSetUri(address + "/certs")
                        .tokenUri(address + "/token")
                        .build())));
    }
}

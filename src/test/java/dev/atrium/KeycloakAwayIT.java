package dev.atrium;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.launcher.Console;
import dev.atrium.launcher.FirstPerson;
import dev.atrium.launcher.Home;
import dev.atrium.launcher.KeycloakPorts;
import dev.atrium.launcher.KeycloakServer;
import dev.atrium.testing.FreePorts;
import dev.atrium.testing.PlainBrowser;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.web.util.UriComponentsBuilder;

/** A portal whose Keycloak stops and comes back. */
class KeycloakAwayIT {

    private static final FirstPerson ADA = FirstPerson.DEMO.getFirst();

    @TempDir
    private Path folder;

    @Test
    void whoeverIsSignedInStaysSoAndOthersAreToldUntilItIsBack() throws Exception {
        var home = new Home(folder);
        var taken = FreePorts.take(2);
        var ports = new KeycloakPorts(taken.getFirst(), taken.getLast());
        var secret = home.secrets().file(KeycloakServer.CLIENT_SECRET);
        var keycloak = start(home, ports);
        try (var portal = SmallPortal.start(folder, ports.url(), secret, true);
                var browser = new PlainBrowser();
                var other = new PlainBrowser()) {
            var base = SmallPortal.address(portal);
            keycloak.configure(List.of(base), true, FirstPerson.DEMO);
            var me = signIn(browser, base, home);

            keycloak.close();

            assertThat(me).contains("Ada Adams");
            assertThat(browser.open(URI.create(base + "/me")).text()).isEqualTo(me);
            var state = UriComponentsBuilder.fromUri(other.redirect(URI.create(base + "/oauth2/authorization/atrium")))
                    .build()
                    .getQueryParams()
                    .getFirst("state");
            var answer = other.open(URI.create(base + "/login/oauth2/code/atrium?code=x&state=" + state));
            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.text()).isEqualTo("invalid_token_response");

            keycloak = start(home, ports);
            assertThat(signIn(other, base, home)).isEqualTo(me);
        } finally {
            keycloak.kill();
        }
    }

    private static String signIn(PlainBrowser browser, String base, Home home) throws Exception {
        var login = browser.open(URI.create(base + "/me"));
        return browser.submit(
                        login,
                        Map.of(
                                "username",
                                ADA.email(),
                                "password",
                                home.secrets().get(ADA.secret())))
                .text();
    }

    private static KeycloakServer start(Home home, KeycloakPorts ports) {
        var keycloak = KeycloakServer.start(
                home, Path.of("infra/keycloak/realm.json"), ports, Optional.empty(), Console.standard());
        keycloak.awaitReady();
        return keycloak;
    }
}

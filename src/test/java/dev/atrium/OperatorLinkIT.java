package dev.atrium;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.identity.Operators;
import dev.atrium.identity.SignInAddress;
import dev.atrium.launcher.FirstPerson;
import dev.atrium.shared.PersonId;
import dev.atrium.testing.ControlContext;
import dev.atrium.testing.PlainBrowser;
import dev.atrium.testing.TestKeycloak;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;

/** The first operator of a portal where registration is closed, through the real Keycloak. */
class OperatorLinkIT {

    private static final FirstPerson GRACE = FirstPerson.DEMO.get(1);

    @TempDir
    private static Path home;

    private static ConfigurableApplicationContext portal;
    private static String base;

    @BeforeAll
    static void open() throws IOException {
        portal = SmallPortal.start(home, TestKeycloak.server().ports().url(), TestKeycloak.clientSecretFile(), false);
        base = SmallPortal.address(portal);
        TestKeycloak.server().configure(List.of(base), true, FirstPerson.DEMO);
    }

    @AfterAll
    static void close() {
        portal.close();
    }

    @Test
    void admitsWhoeverOpensItAndMakesThemOperatorOnce() throws Exception {
        var operators = portal.getBean(Operators.class);
        var link = URI.create(base
                + Operators.LINK_PATH
                + operators.issueLink(ControlContext.OPERATOR).token());
        try (var browser = new PlainBrowser()) {
            assertThat(signIn(browser, URI.create(base + "/me"))).isEqualTo("registration_closed");
            browser.forget();

            signIn(browser, link);

            var me = browser.open(URI.create(base + "/me")).text();
            assertThat(me).contains("Grace Green");
            assertThat(operators.isOperator(PersonId.parse(me.split(" ")[0]))).isTrue();
            assertThat(browser.open(link).text()).isEqualTo(SignInAddress.LINK_GONE);
        }
    }

    @Test
    void isRefusedWhenNobodyMadeIt() throws Exception {
        try (var browser = new PlainBrowser()) {
            var answer = browser.open(URI.create(base + Operators.LINK_PATH + "guessed"));

            assertThat(answer.status()).isEqualTo(410);
        }
    }

    private static String signIn(PlainBrowser browser, URI address) throws Exception {
        var login = browser.open(address);
        return browser.submit(login, Map.of("username", GRACE.email(), "password", TestKeycloak.password(GRACE)))
                .text();
    }
}

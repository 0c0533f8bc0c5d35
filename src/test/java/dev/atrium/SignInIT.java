package dev.atrium;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.launcher.FirstPerson;
import dev.atrium.shared.Slug;
import dev.atrium.shared.TenantId;
import dev.atrium.shared.Uuids;
import dev.atrium.tenancy.MemberRole;
import dev.atrium.tenancy.Members;
import dev.atrium.tenancy.Tenants;
import dev.atrium.testing.ControlContext;
import dev.atrium.testing.PlainBrowser;
import dev.atrium.testing.TestKeycloak;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;

/** From a browser's first request through the real Keycloak to a person with an organization, and back again. */
class SignInIT {

    @TempDir
    private static Path home;

    private static ConfigurableApplicationContext portal;
    private static String base;

    @BeforeAll
    static void open() throws IOException {
        portal = SmallPortal.start(home, TestKeycloak.server().ports().url(), TestKeycloak.clientSecretFile(), true);
        base = SmallPortal.address(portal);
        TestKeycloak.server().configure(List.of(base), true, FirstPerson.DEMO);
    }

    @AfterAll
    static void close() {
        portal.close();
    }

    @Test
    void whoeverRegistersOwnsAnOrganization() throws Exception {
        var mark = Uuids.toHex(Uuids.next()).substring(20);
        try (var browser = new PlainBrowser()) {
            var login = browser.open(URI.create(base + "/me"));
            var form = browser.click(login, "login-actions/registration");

            var me = browser.submit(
                    form,
                    Map.of(
                            "firstName", "Rósa",
                            "lastName", mark,
                            "email", mark + "@example.com",
                            "password", "correct horse battery",
                            "password-confirm", "correct horse battery"));

            assertThat(me.text()).as("%s", me.address()).matches("per_[0-9a-f]{32} Rósa \\w+ rosa-\\w+:owner:USD");
        }
    }

    @Test
    void whoeverIsExpectedComesIntoThatOrganizationOnly() throws Exception {
        var ada = person("ada@acme.example");
        var tenant = tenant("expecting");
        portal.getBean(Members.class).expect(ControlContext.OPERATOR, tenant.id(), ada.email(), MemberRole.OWNER);

        var first = signIn(ada);
        var again = signIn(ada);

        assertThat(first)
                .matches("per_[0-9a-f]{32} Ada Adams .*")
                .contains(tenant.slug() + ":owner:USD")
                .doesNotContain("ada-adams");
        assertThat(again).isEqualTo(first);
    }

    @Test
    void keepsWhoeverHasAWrongPasswordOut() throws Exception {
        try (var browser = new PlainBrowser()) {
            var login = browser.open(URI.create(base + "/me"));

            var answer = browser.submit(login, Map.of("username", "grace@globex.example", "password", "wrong"));

            assertThat(answer.address().getPort())
                    .isEqualTo(TestKeycloak.server().ports().http());
            assertThat(answer.text()).contains("Invalid username or password.");
        }
    }

    @Test
    void keycloakSpeaksSimplifiedChinese() throws Exception {
        try (var browser = new PlainBrowser()) {
            var login = browser.open(URI.create(base + "/me"));

            var chinese = browser.choose(login, "kc_locale=zh-Hans");

            assertThat(chinese.text()).contains("登录");
        }
    }

    @Test
    void keycloakDemandsAProofKey() throws Exception {
        var address =
                "%s/realms/atrium/protocol/openid-connect/auth?response_type=code&scope=openid&client_id=atrium-portal&redirect_uri=%s"
                        .formatted(
                                TestKeycloak.server().ports().url(),
                                URLEncoder.encode(base + "/login/oauth2/code/atrium", StandardCharsets.UTF_8));
        try (var http = HttpClient.newHttpClient()) {
            var answer = http.send(
                    HttpRequest.newBuilder(URI.create(address)).build(), HttpResponse.BodyHandlers.ofString());

            assertThat(answer.statusCode()).isEqualTo(302);
            assertThat(answer.headers().firstValue("location").orElseThrow())
                    .contains("error=invalid_request", "code_challenge_method");
        }
    }

    @Test
    void nobodyTradesAPasswordForATokenDirectly() throws Exception {
        var secret = Files.readString(TestKeycloak.clientSecretFile()).strip();

        assertThat(passwordGrant("client_id=atrium-portal&client_secret=" + secret))
                .contains("unauthorized_client");
        assertThat(passwordGrant("client_id=admin-cli")).contains("error");
    }

    @Test
    void whoeverSignsOutIsSignedOutOfKeycloakToo() throws Exception {
        var olga = person("olga@atrium.example");
        try (var browser = new PlainBrowser()) {
            var login = browser.open(URI.create(base + "/me"));
            browser.submit(login, Map.of("username", olga.email(), "password", TestKeycloak.password(olga)));

            var after = browser.open(URI.create(base + SmallPortal.SIGN_OUT));

            assertThat(after.address()).isEqualTo(URI.create(base));
            assertThat(after.text()).isEqualTo("bye");
            assertThat(browser.open(URI.create(base + "/me")).address().getPort())
                    .isEqualTo(TestKeycloak.server().ports().http());
        }
    }

    @Test
    void demoPeopleAreMadeOnce() throws Exception {
        assertThat(TestKeycloak.people())
                .extracting(FirstPerson::email)
                .containsExactly("ada@acme.example", "grace@globex.example", "olga@atrium.example");

        assertThat(TestKeycloak.server().configure(List.of(base), true, FirstPerson.DEMO))
                .isEmpty();
    }

    private static String passwordGrant(String client) throws Exception {
        var ada = person("ada@acme.example");
        var token = URI.create(TestKeycloak.server().ports().url() + "/realms/atrium/protocol/openid-connect/token");
        try (var http = HttpClient.newHttpClient()) {
            var answer = http.send(
                    HttpRequest.newBuilder(token)
                            .header("content-type", "application/x-www-form-urlencoded")
                            .POST(HttpRequest.BodyPublishers.ofString("grant_type=password&username=%s&password=%s&%s"
                                    .formatted(ada.email(), TestKeycloak.password(ada), client)))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).isBetween(400, 401);
            return answer.body();
        }
    }

    private static String signIn(FirstPerson person) throws Exception {
        try (var browser = new PlainBrowser()) {
            var login = browser.open(URI.create(base + "/me"));
            return browser.submit(login, Map.of("username", person.email(), "password", TestKeycloak.password(person)))
                    .text();
        }
    }

    private static FirstPerson person(String email) {
        return TestKeycloak.people().stream()
                .filter(person -> person.email().equals(email))
                .findFirst()
                .orElseThrow();
    }

    private static Named tenant(String name) {
        var slug = new Slug(name + "-" + Uuids.toHex(Uuids.next()).substring(8));
        var created =
                portal.getBean(Tenants.class).create(ControlContext.OPERATOR, slug, name, Currency.getInstance("USD"));
        return new Named(created.id(), slug);
    }

    private record Named(TenantId id, Slug slug) {}
}

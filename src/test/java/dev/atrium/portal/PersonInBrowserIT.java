package dev.atrium.portal;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.WaitForSelectorState;
import dev.atrium.TestRoles;
import dev.atrium.keys.ApiKey;
import dev.atrium.keys.ApiKeys;
import dev.atrium.launcher.FirstPerson;
import dev.atrium.shared.Actor;
import dev.atrium.shared.Slug;
import dev.atrium.shared.Uuids;
import dev.atrium.tenancy.MemberRole;
import dev.atrium.tenancy.Members;
import dev.atrium.tenancy.Tenants;
import dev.atrium.testing.TestKeycloak;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Currency;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A person in a real browser who signs in at the real Keycloak. */
class PersonInBrowserIT {

    private static final FirstPerson PERSON = TestKeycloak.people().getFirst();
    private static final String KEY_NAME = "vaadin-text-field:has-text('Name') input";
    private static final String KEY_EMOJI = "\uD83D\uDD11";
    private static final String OVERRIDE = "\u202E";
    private static final String RIGHT_TO_LEFT =
            "\u0645\u0641\u062A\u0627\u062D " + OVERRIDE + "\u0627\u0644\u0645\u0648\u0642\u0639";

    /** A reader types a note, pastes a key into another one, and types a password. */
    private static final String TYPE_SECRETS = """
            secret => [['vaadin-text-field', 'harmless'], ['vaadin-text-area', 'my key is ' + secret], ['vaadin-password-field', 'hunter2']]
                .forEach(([tag, text]) => {
                    const field = document.createElement(tag);
                    field.label = field.value = text;
                    document.querySelector('.key-dialog').append(field);
                    field.dispatchEvent(new CustomEvent('input', {bubbles: true, composed: true}));
                })""";

    @TempDir
    private static Path home;

    private static TestRoles portal;

    private Chromium chromium;

    @BeforeAll
    static void start() throws IOException {
        portal = TestRoles.start(home, "portal", TestKeycloak.settings());
    }

    @AfterAll
    static void stop() {
        portal.close();
    }

    @BeforeEach
    void openBrowser() {
        chromium = new Chromium(portal.portalPort());
    }

    @AfterEach
    void closeBrowser() {
        chromium.close();
    }

    @Test
    void signingInOpensTheShellOfTheFirstOrganization() throws IOException {
        var page = chromium.signIn(PERSON);

        assertThat(page.url()).contains("/o/").doesNotContain("?");
        assertThat(page.textContent("h1")).startsWith("Welcome");
        assertThat(page.textContent("vaadin-side-nav-item")).contains("Home");
        assertThat(chromium.complaints).isEmpty();
    }

    @Test
    void signingOutEndsTheSessionHereAndAtKeycloak() throws IOException {
        var page = chromium.signIn(PERSON);
        var organization = page.url();

        page.click("vaadin-button[aria-haspopup=menu]");
        page.click("vaadin-context-menu-item:has-text('Sign out')");
        page.waitForSelector("#username");

        page.navigate(organization);
        page.waitForSelector("#username");
        page.goBack();
        assertThat(page.querySelector("vaadin-app-layout")).isNull();
    }

    @Test
    void whatWasTypedComesBackAfterTheSessionEnded() throws IOException {
        var page = chromium.signIn(PERSON);
        page.navigate(page.url().replaceFirst("(/o/[^/?]+).*", "$1/keys"));
        newKey(page);
        page.keyboard().type("night job");

        endSession(page);
        page.keyboard().press("Enter");
        page.waitForSelector(".v-system-error:has-text('Your session has ended')");
        assertThat(page.inputValue(KEY_NAME)).isEqualTo("night job");
        page.keyboard().press("Escape");
        page.waitForSelector(
                ".v-system-error", new Page.WaitForSelectorOptions().setState(WaitForSelectorState.DETACHED));

        newKey(page);
        page.waitForSelector(".key-dialog vaadin-text-field[has-value]");
        assertThat(page.inputValue(KEY_NAME)).isEqualTo("night job");
        page.keyboard().press("Enter");
        page.waitForSelector(".new-secret");
        assertThat(page.textContent(".key-dialog")).contains("night job");
    }

    @Test
    void noSecretIsKeptWhenTheSessionEnded() throws IOException {
        var page = chromium.signIn(PERSON);
        page.navigate(page.url().replaceFirst("(/o/[^/?]+).*", "$1/keys"));
        newKey(page);
        page.keyboard().type("night job");
        page.keyboard().press("Enter");
        page.waitForSelector(".new-secret");
        page.evaluate(TYPE_SECRETS, page.textContent(".new-secret .copy-field-text"));

        endSession(page);
        page.click("vaadin-button:has-text('I have copied it')");
        page.waitForSelector(".v-system-error:has-text('Your session has ended')");

        assertThat(page.evaluate("() => sessionStorage.getItem('atrium-typed')").toString())
                .contains("harmless")
                .doesNotContain("atr_", "hunter2");
        assertThat(page.evaluate("() => JSON.stringify(localStorage)")).isEqualTo("{}");
    }

    @Test
    void nothingPrivateIsLeftBehindASignOut() throws IOException {
        var page = chromium.signIn(PERSON);
        page.navigate(page.url().replaceFirst("(/o/[^/?]+).*", "$1/keys"));
        newKey(page);
        page.keyboard().type("nobody else's");
        page.keyboard().press("Enter");
        page.waitForSelector(".new-secret");
        page.click("vaadin-button:has-text('I have copied it')");
        page.waitForSelector(".key-name:has-text(\"nobody else's\")");

        page.click("vaadin-button[aria-haspopup=menu]");
        page.click("vaadin-context-menu-item:has-text('Sign out')");
        page.waitForSelector("#username");
        for (int back = 0; back < 3; back++) {
            page.goBack();
            page.waitForLoadState();
            assertThat(page.content()).doesNotContain("nobody else's", "vaadin-app-layout");
        }
    }

    @Test
    void eachTabStaysInItsOrganization() throws IOException {
        var first = organization();
        var second = organization();
        var one = chromium.signIn(PERSON);
        one.navigate(chromium.address("/o/" + first + "/keys"));
        newKey(one);
        var other = one.context().newPage();
        other.navigate(chromium.address("/o/" + second + "/keys"));
        newKey(other);

        for (var page : List.of(one, other)) {
            page.fill(KEY_NAME, "of " + page.url().replaceFirst(".*/o/([^/?]+).*", "$1"));
            page.keyboard().press("Enter");
            page.waitForSelector(".new-secret");
        }

        assertThat(keysOf(second)).containsExactly("of " + second);
        assertThat(keysOf(first)).containsExactly("of " + first);
    }

    @Test
    void namesOfAnyScriptAndLengthLeaveThePageWhole() throws IOException {
        var page = chromium.signIn(PERSON);
        page.navigate(page.url().replaceFirst("(/o/[^/?]+).*", "$1/keys"));
        newKey(page);

        page.fill(KEY_NAME, KEY_EMOJI.repeat(200));
        page.keyboard().press("Enter");
        page.waitForSelector(".key-dialog vaadin-text-field[invalid], vaadin-dialog vaadin-text-field[invalid]");
        assertThat(page.inputValue(KEY_NAME)).isEqualTo(KEY_EMOJI.repeat(200));
        for (var name : List.of(KEY_EMOJI.repeat(80), RIGHT_TO_LEFT)) {
            page.fill(KEY_NAME, name);
            page.keyboard().press("Enter");
            page.waitForSelector(".new-secret");
            page.click("vaadin-button:has-text('I have copied it')");
            page.waitForSelector(".key-name:text-is('" + name.replace(OVERRIDE, "") + "')");
            newKey(page);
        }
        page.keyboard().press("Escape");

        var check = new PageCheck();
        check.look(page, "keys");
        assertThat(check.found()).isEmpty();
        assertThat(page.getAttribute(".key-name:text-is('" + RIGHT_TO_LEFT.replace(OVERRIDE, "") + "')", "dir"))
                .isEqualTo("auto");
    }

    @Test
    void aSlowNetworkIsShown() throws IOException {
        var page = chromium.signIn(PERSON);
        page.route("**/*v-r=uidl*", route -> {
            page.waitForSelector(
                    "vaadin-connection-indicator [loading], vaadin-connection-indicator .v-loading-indicator");
            route.resume();
        });

        page.click("vaadin-side-nav-item:has-text('Usage')");

        page.waitForSelector("h1:has-text('Usage')");
    }

    @Test
    void aForeignOrganizationIsNotThere() throws IOException {
        chromium.signIn(PERSON);

        var page = chromium.open("/o/nobody-of-ours", Chromium.Look.ORDINARY);

        assertThat(page.textContent("h1")).isEqualTo("There is nothing here");
    }

    /** One to which the person belongs from their next sign-in on. */
    private static String organization() {
        var slug = new Slug("tab-" + Uuids.toHex(Uuids.next()).substring(20));
        var operator = new Actor.LocalOperator();
        var tenant = portal.context().getBean(Tenants.class).create(operator, slug, "Tab", Currency.getInstance("USD"));
        portal.context().getBean(Members.class).expect(operator, tenant.id(), PERSON.email(), MemberRole.OWNER);
        return slug.value();
    }

    private static void endSession(Page page) {
        page.context()
                .addCookies(List.of(new Cookie("atrium-session", "ended")
                        .setDomain("127.0.0.1")
                        .setPath("/")));
    }

    private static void newKey(Page page) {
        page.click(".page-header vaadin-button:visible, .empty-state vaadin-button:visible");
        page.waitForSelector("vaadin-text-field input:focus");
    }

    private static List<String> keysOf(String slug) {
        var tenant =
                portal.context().getBean(Tenants.class).bySlug(new Slug(slug)).orElseThrow();
        return portal.context().getBean(ApiKeys.class).of(tenant.id(), null, 100).stream()
                .map(ApiKey::name)
                .toList();
    }
}

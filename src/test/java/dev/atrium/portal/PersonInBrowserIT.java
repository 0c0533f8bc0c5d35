package dev.atrium.portal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.TestRoles;
import dev.atrium.launcher.FirstPerson;
import dev.atrium.testing.TestKeycloak;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A person in a real browser who signs in at the real Keycloak. */
class PersonInBrowserIT {

    private static final FirstPerson PERSON = TestKeycloak.people().getFirst();

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

        assertThat(page.url()).contains("/o/");
        assertThat(page.textContent("h1")).startsWith("Welcome to ");
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
    void aForeignOrganizationIsNotThere() throws IOException {
        chromium.signIn(PERSON);

        var page = chromium.open("/o/nobody-of-ours", Chromium.Look.ORDINARY);

        assertThat(page.textContent("h1")).isEqualTo("There is nothing here");
    }
}

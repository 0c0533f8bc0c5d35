package dev.atrium.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeycloakAccessTest {

    private static final String URL = "https://sso.example.com";
    private static final Exposure LOCAL = new Exposure(true, Optional.empty(), Optional.empty());
    private static final Exposure PUBLIC = new Exposure(false, Optional.of("https://x.example"), Optional.empty());

    @TempDir
    Path folder;

    @Test
    void isTheChildUnlessAnotherIsNamed() {
        assertThat(KeycloakAccess.existing(new Variables(Map.of()))).isEmpty();
    }

    @Test
    void namesWhatAnExistingKeycloakLacks() {
        assertThatThrownBy(() -> KeycloakAccess.existing(new Variables(Map.of("ATRIUM_KEYCLOAK_URL", URL))))
                .isInstanceOf(CommandException.class)
                .hasMessage("ATRIUM_KEYCLOAK_URL is set, so ATRIUM_KEYCLOAK_CLIENT_SECRET_FILE must be too.");
        assertThatThrownBy(() -> KeycloakAccess.existing(new Variables(
                        Map.of("ATRIUM_KEYCLOAK_URL", URL, "ATRIUM_KEYCLOAK_CLIENT_SECRET_FILE", "/no/such/file"))))
                .hasMessage("ATRIUM_KEYCLOAK_CLIENT_SECRET_FILE: /no/such/file (expected: a file that you may read)");
        assertThatThrownBy(() -> KeycloakAccess.existing(new Variables(Map.of("ATRIUM_KEYCLOAK_REALM", "people"))))
                .hasMessage("ATRIUM_KEYCLOAK_REALM is set, so ATRIUM_KEYCLOAK_URL must be too.");
    }

    @Test
    void passesAnExistingOneOn() throws Exception {
        Path secret = Files.writeString(folder.resolve("secret"), "s");

        assertThat(KeycloakAccess.existing(new Variables(
                        Map.of("ATRIUM_KEYCLOAK_URL", URL, "ATRIUM_KEYCLOAK_CLIENT_SECRET_FILE", secret.toString()))))
                .contains(new KeycloakAccess(Map.of("ATRIUM_DEMO_ENABLED", "false")));
    }

    @Test
    void opensRegistrationAndMakesDemoPeopleOnOnesOwnMachineOnly() {
        assertThat(child(Map.of(), LOCAL))
                .containsEntry("ATRIUM_KEYCLOAK_URL", "http://127.0.0.1:7407")
                .containsEntry("ATRIUM_KEYCLOAK_REGISTRATION", "true")
                .containsEntry("ATRIUM_DEMO_ENABLED", "true")
                .containsEntry("ATRIUM_DEMO_PEOPLE", "true");
        assertThat(child(Map.of(), PUBLIC))
                .containsEntry("ATRIUM_KEYCLOAK_REGISTRATION", "false")
                .containsEntry("ATRIUM_DEMO_PEOPLE", "false");
        assertThat(child(Map.of("ATRIUM_KEYCLOAK_REGISTRATION", "true"), PUBLIC))
                .containsEntry("ATRIUM_KEYCLOAK_REGISTRATION", "true");
        assertThat(child(Map.of("ATRIUM_DEMO_ENABLED", "false"), LOCAL)).containsEntry("ATRIUM_DEMO_PEOPLE", "false");
    }

    @Test
    void isHiddenFromWorkers() {
        Map<String, String> environment = new HashMap<>(Map.of("ATRIUM_KEYCLOAK_URL", URL, "PATH", "/bin"));

        KeycloakAccess.hide(environment);

        assertThat(environment).containsOnlyKeys("PATH");
    }

    private Map<String, String> child(Map<String, String> variables, Exposure exposure) {
        return KeycloakAccess.child(
                        new KeycloakPorts(7407, 7408), new Home(folder).secrets(), new Variables(variables), exposure)
                .portal();
    }
}

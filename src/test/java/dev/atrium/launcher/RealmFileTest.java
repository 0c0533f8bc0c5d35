package dev.atrium.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The realm is public: what it holds is the same for everybody. */
class RealmFileTest {

    private final Path file = Path.of("infra/keycloak/realm.json");
    private final JsonNode realm = JsonMapper.builder().build().readTree(file.toFile());

    @Test
    void holdsNoSecretAndNoPerson() throws Exception {
        assertThat(Files.readString(file)).doesNotContain("\"secret\"", "\"credentials\"", "privateKey");
        assertThat(realm.has("users")).isFalse();
    }

    @Test
    void letsNoClientTradePasswordsForTokens() {
        assertThat(realm.get("clients")).isNotEmpty().allSatisfy(client -> {
            assertThat(client.get("directAccessGrantsEnabled").asBoolean(true)).isFalse();
            assertThat(client.path("implicitFlowEnabled").asBoolean(false)).isFalse();
        });
    }

    @Test
    void demandsASecretAndAProofKeyOfThePortal() {
        var portal = realm.get("clients").get(0);

        assertThat(portal.get("clientId").asString()).isEqualTo(KeycloakServer.CLIENT);
        assertThat(portal.get("publicClient").asBoolean()).isFalse();
        assertThat(portal.get("attributes").get("pkce.code.challenge.method").asString())
                .isEqualTo("S256");
    }

    @Test
    void looksAsItsThemeSays() {
        var theme = KeycloakServer.themes(file).resolve(realm.get("loginTheme").asString());

        assertThat(theme.resolve("login/theme.properties")).isRegularFile();
    }

    @Test
    void slowsDownWhoeverGuesses() {
        assertThat(realm.get("bruteForceProtected").asBoolean()).isTrue();
        assertThat(realm.get("passwordPolicy").asString()).contains("length(12)");
    }
}

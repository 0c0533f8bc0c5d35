package dev.atrium.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SignInTest {

    private static final Map<String, String> PUBLIC = Map.of(
            "ATRIUM_PORTAL_PUBLIC_URL", "https://atrium.example.com",
            "ATRIUM_PORTAL_GATEWAY_URL", "https://api.example.com",
            "ATRIUM_KEYCLOAK_PUBLIC_URL", "https://sso.example.com");

    @TempDir
    private Path home;

    @Test
    void refusesToShowDemoPeopleToOthers() throws Exception {
        Path made = made("ada@acme.example", "grace@globex.example");

        assertThatThrownBy(() -> signIn(PUBLIC))
                .isInstanceOf(CommandException.class)
                .hasMessage(
                        "This installation has demo people, and others would reach it. Choose another ATRIUM_HOME; or delete them in Keycloak's console, which ./atrium run offers without a public address, and then empty the file %s.",
                        made);
        assertThat(signIn(Map.of()).isLocal()).isTrue();
    }

    @Test
    void startsForOthersWithoutDemoPeople() throws Exception {
        made("operator@atrium.example");

        assertThat(signIn(PUBLIC).isLocal()).isFalse();
        assertThat(signIn(PUBLIC).portal()).isEqualTo("https://atrium.example.com");
    }

    private Path made(String... emails) throws Exception {
        Path file = KeycloakServer.peopleMade(new Home(home));
        Files.createDirectories(home.resolve("keycloak"));
        return Files.write(file, List.of(emails));
    }

    private SignIn signIn(Map<String, String> values) {
        Variables variables = new Variables(values);
        return new SignIn(
                new Installation(home, new Home(home), variables, Console.standard()), Endpoints.of(variables));
    }
}

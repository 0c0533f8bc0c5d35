package dev.atrium.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MySqlAccessTest {

    @Test
    void isTheChildUnlessAnotherIsNamed() {
        assertThat(MySqlAccess.existing(Variables.of(Map.of()))).isEmpty();
    }

    @Test
    void namesWhatAnExistingMySqlLacks() {
        assertThatThrownBy(() -> existing(Map.of()))
                .hasMessage("ATRIUM_MYSQL_URL is set, so ATRIUM_MYSQL_APPLICATION_USER must be too.");
        assertThatThrownBy(() -> existing(Map.of("ATRIUM_MYSQL_APPLICATION_USER", "a")))
                .hasMessage(
                        "ATRIUM_MYSQL_URL is set, so ATRIUM_MYSQL_APPLICATION_PASSWORD or ATRIUM_MYSQL_APPLICATION_PASSWORD_FILE must be too.");
        assertThatThrownBy(() -> existing(Map.of(
                        "ATRIUM_MYSQL_APPLICATION_USER",
                        "a",
                        "ATRIUM_MYSQL_APPLICATION_PASSWORD_FILE",
                        "/no/such/file")))
                .hasMessage(
                        "ATRIUM_MYSQL_APPLICATION_PASSWORD_FILE: /no/such/file (expected: a file that you may read)");
    }

    @Test
    void isHiddenFromWorkers() {
        Map<String, String> environment = new HashMap<>(Map.of("ATRIUM_MYSQL_URL", "x", "PATH", "/bin"));

        MySqlAccess.hide(environment);

        assertThat(environment).containsOnlyKeys("PATH");
    }

    private static void existing(Map<String, String> others) {
        Map<String, String> variables = new HashMap<>(others);
        variables.put("ATRIUM_MYSQL_URL", "jdbc:mysql://127.0.0.1:3306/atrium");
        MySqlAccess.existing(Variables.of(variables));
    }
}

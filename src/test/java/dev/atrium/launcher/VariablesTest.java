package dev.atrium.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class VariablesTest {

    @Test
    void leavesOtherVariablesAlone() {
        assertThat(Variables.of(Map.of("PATH", "/bin", "ATRIUM_GATEWAY_PORT", "8080"))
                        .values())
                .containsExactly(Map.entry("ATRIUM_GATEWAY_PORT", "8080"));
    }

    @Test
    void namesUnknownVariableAndTheNearestKnownOne() {
        assertThatThrownBy(() -> Variables.of(Map.of("ATRIUM_GATEWAY_PROT", "8080")))
                .isInstanceOf(CommandException.class)
                .hasMessage(
                        "There is no variable ATRIUM_GATEWAY_PROT. Did you mean ATRIUM_GATEWAY_PORT? Unset it, or correct its name.");
    }

    @Test
    void namesEveryMalformedValueWithWhatWasExpected() {
        assertThatThrownBy(() -> Variables.of(Map.of(
                        "ATRIUM_MYSQL_PORT",
                        "70000",
                        "ATRIUM_GATEWAY_DRAIN",
                        "soon",
                        "ATRIUM_GATEWAY_MAX_BODY",
                        "10XB")))
                .isInstanceOf(CommandException.class)
                .hasMessage("""
                        ATRIUM_GATEWAY_DRAIN: 'soon' (expected: a duration such as 500ms, 10s or 15m)
                        ATRIUM_GATEWAY_MAX_BODY: '10XB' (expected: a size such as 512KB or 10MB)
                        ATRIUM_MYSQL_PORT: '70000' (expected: a port from 1 to 65535)""");
    }

    @Test
    void neverShowsPasswords() {
        assertThatThrownBy(() -> Variables.of(Map.of("ATRIUM_MYSQL_MIGRATOR_PASSWORD", "")))
                .isInstanceOf(CommandException.class)
                .hasMessage("ATRIUM_MYSQL_MIGRATOR_PASSWORD: its value (expected: something)");
        assertThat(Variables.of(Map.of("ATRIUM_MYSQL_MIGRATOR_PASSWORD", "hush")))
                .hasToString("Variables[ATRIUM_MYSQL_MIGRATOR_PASSWORD]");
    }

    @Test
    void takesDefaultPortsOfTheServices() {
        assertThat(Variables.of(Map.of()).port(Service.MYSQL)).isEqualTo(7406);
        assertThat(Variables.of(Map.of("ATRIUM_MYSQL_PORT", "3306")).port(Service.MYSQL))
                .isEqualTo(3306);
    }
}

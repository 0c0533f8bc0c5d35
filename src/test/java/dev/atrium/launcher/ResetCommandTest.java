package dev.atrium.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResetCommandTest {

    private static final String URL = "jdbc:mysql://db.internal:3306/atrium";

    @TempDir
    Path folder;

    @Test
    void refusesWhileRowsOfAnotherServerWouldStay() throws Exception {
        Installation installation = installation(Map.of("ATRIUM_MYSQL_URL", URL + "?password=hidden"));
        Path key = installation.home().secrets().file("management-token");
        installation.home().secrets().write("management-token", "secret");
        ForeignDatabase.note(installation);

        // Also from a terminal without the variable.
        assertThatThrownBy(() -> new ResetCommand().run(installation(Map.of()), List.of("--yes")))
                .isInstanceOf(CommandException.class)
                .hasMessage(
                        "The rows of this installation are in %s, which ./atrium did not make and does not empty. Drop that database and create it anew as docs/operators.md tells, then run ./atrium reset --database-emptied. Nothing was deleted.",
                        URL);
        assertThat(key).exists();

        assertThat(new ResetCommand().run(installation, List.of("--yes", "--database-emptied")))
                .isZero();
        assertThat(key).doesNotExist();
        assertThat(new ResetCommand().run(installation(Map.of()), List.of("--yes")))
                .isZero();
    }

    @Test
    void emptiesItsOwn() throws Exception {
        Installation installation = installation(Map.of());
        Files.createDirectories(installation.home().mysql());

        assertThat(new ResetCommand().run(installation, List.of("--yes"))).isZero();

        assertThat(folder.resolve("mysql")).doesNotExist();
    }

    private Installation installation(Map<String, String> variables) {
        return new Installation(folder, new Home(folder), Variables.of(variables), new Console(System.out, false));
    }
}

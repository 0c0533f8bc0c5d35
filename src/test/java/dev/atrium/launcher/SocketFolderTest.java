package dev.atrium.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SocketFolderTest {

    @TempDir
    Path folder;

    @Test
    void liesInTheHomeAndIsEmptyAtEachStart() throws Exception {
        Home home = new Home(folder);
        Path first = SocketFolder.make(home);
        Files.writeString(first.resolve("s.lock"), "1");

        assertThat(SocketFolder.make(home)).isEqualTo(first).isEmptyDirectory();
        assertThat(first).startsWith(folder);
    }

    @Test
    void liesElsewhereForALongHomeAndIsClearedByTheNextStart() throws Exception {
        Home home = new Home(folder.resolve("x".repeat(100)));
        Path first = SocketFolder.make(home);

        Path second = SocketFolder.make(home);

        assertThat(first).doesNotExist();
        assertThat(second).isEmptyDirectory();
        assertThat(second.toString()).hasSizeLessThan(90);
        Files.delete(second);
    }
}

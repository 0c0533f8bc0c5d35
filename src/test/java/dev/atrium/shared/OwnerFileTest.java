package dev.atrium.shared;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnerFileTest {

    @TempDir
    private Path folder;

    @Test
    void replacesTheWholeContent() throws IOException {
        var file = folder.resolve("token");

        OwnerFile.replace(file, "a long first content");
        OwnerFile.replace(file, "second");

        assertThat(file).hasContent("second");
        assertThat(folder).isDirectoryContaining(path -> path.equals(file)).isDirectoryNotContaining("glob:**.new");
    }

    @Test
    void letsOnlyTheOwnerReadIt() throws IOException {
        var home = folder.resolve("a/b");

        OwnerFile.createFolder(home);
        OwnerFile.replace(home.resolve("key"), "x");

        assertThat(modeOf(home)).isEqualTo("rwx------");
        assertThat(modeOf(home.resolve("key"))).isEqualTo("rw-------");
    }

    @Test
    void takesTheNameThatACrashLeftBehind() throws IOException {
        Files.writeString(folder.resolve("key.new"), "half");

        OwnerFile.replace(folder.resolve("key"), "whole");

        assertThat(folder.resolve("key")).hasContent("whole");
        assertThat(folder.resolve("key.new")).doesNotExist();
    }

    private static String modeOf(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}

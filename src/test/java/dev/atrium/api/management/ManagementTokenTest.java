package dev.atrium.api.management;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManagementTokenTest {

    @TempDir
    private Path home;

    private Path file;
    private ManagementToken token;

    @BeforeEach
    void make() {
        file = home.resolve("secrets/management-token");
        token = new ManagementToken(file);
    }

    @Test
    void isMadeForItsOwnerOnly() throws IOException {
        token.ensure();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getParent())))
                .isEqualTo("rwx------");
        assertThat(token.matches(Files.readString(file))).isTrue();
    }

    @Test
    void isMadeOnce() throws IOException {
        token.ensure();
        var first = Files.readString(file);

        token.ensure();

        assertThat(file).hasContent(first);
    }

    @Test
    void matchesNothingElse() throws IOException {
        token.ensure();

        assertThat(token.matches("")).isFalse();
        assertThat(token.matches(Files.readString(file) + "x")).isFalse();
    }

    @Test
    void matchesNothingWhileThereIsNone() throws IOException {
        assertThat(token.matches("")).isFalse();

        Files.createDirectories(file.getParent());
        Files.writeString(file, "\n");
        assertThat(token.matches("")).isFalse();
    }

    @Test
    void followsTheFile() throws IOException {
        token.ensure();

        Files.writeString(file, "another\n");

        assertThat(token.matches("another")).isTrue();
    }
}

package dev.atrium.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest {

    @TempDir
    Path folder;

    @Test
    void generatesOnceAndForItsOwnerOnly() throws Exception {
        Secrets secrets = new Secrets(folder.resolve("secrets"));

        String secret = secrets.get("mysql-root");

        assertThat(secret).matches("[0-9A-Za-z]{32}");
        assertThat(secrets.get("mysql-root")).isEqualTo(secret);
        assertThat(secrets.get("mysql-migrator")).isNotEqualTo(secret);
        assertThat(mode(secrets.folder())).isEqualTo("rwx------");
        assertThat(mode(secrets.file("mysql-root"))).isEqualTo("rw-------");
    }

    @Test
    void aBlankFileIsNoSecret() throws Exception {
        Secrets secrets = new Secrets(folder);
        Files.writeString(secrets.file("management-token"), "\n");

        String secret = secrets.get("management-token");

        assertThat(secret).matches("[0-9A-Za-z]{32}");
        assertThat(secrets.file("management-token")).hasContent(secret);
        assertThat(mode(secrets.file("management-token"))).isEqualTo("rw-------");
    }

    @Test
    void takesTheTurnOfAWriterThatWasKilled() throws Exception {
        Secrets secrets = new Secrets(folder);
        Files.writeString(folder.resolve("join-token.new"), "hal");

        secrets.write("join-token", "whole");

        assertThat(secrets.get("join-token")).isEqualTo("whole");
        assertThat(folder.toFile().list()).containsExactly("join-token");
    }

    private static String mode(Path path) throws Exception {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}

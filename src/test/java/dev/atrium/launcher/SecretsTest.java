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

    private static String mode(Path path) throws Exception {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}

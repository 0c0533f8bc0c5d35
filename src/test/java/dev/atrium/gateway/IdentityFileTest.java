package dev.atrium.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdentityFileTest {

    @TempDir
    private Path home;

    @Test
    void keepsItsKeyAndItsId() throws IOException {
        var first = IdentityFile.readOrCreate(home.resolve("gateway/identity"));

        var second = IdentityFile.readOrCreate(home.resolve("gateway/identity"));

        assertThat(second.id()).isEqualTo(first.id());
        assertThat(second.key().publicKey()).isEqualTo(first.key().publicKey());
    }

    @Test
    void letsOnlyItsOwnerReadIt() throws IOException {
        var folder = home.resolve("gateway/identity");

        IdentityFile.readOrCreate(folder);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
                .isEqualTo("rwx------");
        for (var file : new String[] {"id", "key"}) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(file))))
                    .isEqualTo("rw-------");
        }
    }
}

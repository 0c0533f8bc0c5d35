package dev.atrium.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeycloakDistributionTest {

    @TempDir
    Path folder;

    @Test
    void leavesTheFolderOfTheZipOut() throws Exception {
        Path zip = zip("keycloak-1/lib/x.jar");

        KeycloakDistribution.unpack(zip, folder.resolve("server"));

        assertThat(folder.resolve("server/lib/x.jar")).hasContent("content");
    }

    @Test
    void staysInItsFolder() throws Exception {
        Path zip = zip("keycloak-1/../../evil");

        assertThatThrownBy(() -> KeycloakDistribution.unpack(zip, folder.resolve("server")))
                .isInstanceOf(IOException.class)
                .hasMessage("'keycloak-1/../../evil' in %s leads out of the folder", zip);
        assertThat(folder.resolve("evil")).doesNotExist();
    }

    private Path zip(String entry) throws IOException {
        Path zip = folder.resolve("x.zip");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
            out.putNextEntry(new ZipEntry(entry));
            out.write("content".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        }
        return zip;
    }
}

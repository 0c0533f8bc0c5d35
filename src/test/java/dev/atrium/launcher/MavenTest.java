package dev.atrium.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class MavenTest {

    @Test
    void namesFullDisk() {
        assertThat(Maven.failure(List.of("[ERROR] Could not transfer a.jar: No space left on device"), 1))
                .hasMessage("The disk is full. Free some space and run the command again.");
    }

    @Test
    void namesBrokenDownload() {
        assertThat(Maven.failure(List.of("[INFO] x", "[ERROR] Checksum validation failed, expected 1 but is 2"), 1))
                .hasMessage("""
                        A download is broken. Run the command again; if that does not help, delete the file that Maven names from your local repository.
                        [ERROR] Checksum validation failed, expected 1 but is 2""");
    }

    @Test
    void namesMissingConnection() {
        assertThat(Maven.failure(List.of("[ERROR] Could not transfer artifact x: Connection refused"), 1))
                .hasMessage("""
                        Maven could not fetch what Atrium needs. Check the connection, or the proxy and mirrors in your settings of Maven, and run the command again.
                        [ERROR] Could not transfer artifact x: Connection refused""");
    }

    @Test
    void showsWhatMavenSaidOtherwise() {
        assertThat(Maven.failure(List.of("[ERROR] cannot find symbol", ""), 1))
                .hasMessage("Maven ended with status 1. It said:\n[ERROR] cannot find symbol");
    }

    @Test
    void blamesNobodyForCtrlC() {
        assertThat(Maven.failure(List.of("[INFO] Compiling"), 130)).hasMessage("Maven was stopped.");
    }

    @Test
    void tellsWhichStepIsRunning() {
        assertThat(Maven.step("[INFO] --- maven-compiler-plugin:3.15.0:compile (default-compile) @ atrium ---"))
                .contains("Maven: compile");
        assertThat(Maven.step("[INFO] BUILD SUCCESS")).isEmpty();
    }
}

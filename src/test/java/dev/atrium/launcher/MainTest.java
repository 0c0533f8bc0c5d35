package dev.atrium.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import org.junit.jupiter.api.Test;

class MainTest {

    @Test
    void namesFullDiskAndWhere() {
        FileSystemException full = new FileSystemException("/data/mysql", null, "No space left on device");

        assertThat(Main.sentence(new UncheckedIOException(full)))
                .isEqualTo("The disk is full at /data/mysql. Free some space and run the command again.");
    }

    @Test
    void namesFileThatCannotBeUsed() {
        assertThat(Main.sentence(new AccessDeniedException("/data/secrets")))
                .isEqualTo(
                        "Reading or writing failed at /data/secrets: AccessDeniedException. Check that the folder exists and belongs to you, and run the command again.");
    }
}

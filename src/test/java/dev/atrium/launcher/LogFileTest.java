package dev.atrium.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogFileTest {

    @TempDir
    Path folder;

    @Test
    void isSetAsideWhileItsWriterGoesOn() throws Exception {
        LogFile log = new LogFile(folder.resolve("portal.log"));
        try (OutputStream writer = new FileOutputStream(log.path().toFile(), true)) {
            write(writer, "one\n");
            log.rotateIfLarge(3);
            write(writer, "two\n");
        }

        assertThat(log.path()).hasContent("two\n");
        assertThat(log.older(1)).hasContent("one\n");
    }

    @Test
    void staysWhileItIsSmall() throws Exception {
        LogFile log = new LogFile(folder.resolve("portal.log"));
        Files.writeString(log.path(), "one\n");

        log.rotateIfLarge(4);

        assertThat(log.path()).hasContent("one\n");
        assertThat(log.older(1)).doesNotExist();
    }

    @Test
    void keepsThreeOlderOnes() throws Exception {
        LogFile log = new LogFile(folder.resolve("portal.log"));
        for (int i = 1; i <= 6; i++) {
            Files.writeString(log.path(), "run " + i);
            log.rotateIfLarge(1);
        }

        assertThat(log.older(1)).hasContent("run 6");
        assertThat(log.older(3)).hasContent("run 4");
        assertThat(folder.toFile().list())
                .containsExactlyInAnyOrder("portal.log", "portal.log.1", "portal.log.2", "portal.log.3");
    }

    @Test
    void isFollowedAcrossARotationWithoutAGap() throws Exception {
        LogFile log = new LogFile(folder.resolve("portal.log"));
        ByteArrayOutputStream shown = new ByteArrayOutputStream();
        Files.writeString(log.path(), "one\n");
        long next = log.print(0, shown);
        Files.writeString(log.path(), "one\ntwo\n");
        log.rotateIfLarge(1);
        try (OutputStream writer = new FileOutputStream(log.path().toFile(), true)) {
            write(writer, "3\n");
        }

        next = log.print(next, shown);

        assertThat(shown.toString(StandardCharsets.UTF_8)).isEqualTo("one\ntwo\n3\n");
        assertThat(next).isEqualTo(2);
    }

    @Test
    void lastLinesAreThoseOfThisRunAlsoAfterARotation() throws Exception {
        LogFile log = new LogFile(folder.resolve("portal.log"));
        Files.writeString(log.path(), "of an earlier run\nof this one\n");
        assertThat(log.lastLines(18, 5)).containsExactly("of this one");

        log.rotateIfLarge(1);
        Files.writeString(log.path(), "new\n");

        assertThat(log.lastLines(18, 5)).containsExactly("new");
    }

    private static void write(OutputStream writer, String text) throws Exception {
        writer.write(text.getBytes(StandardCharsets.UTF_8));
    }
}

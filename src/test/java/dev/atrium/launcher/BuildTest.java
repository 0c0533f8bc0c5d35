package dev.atrium.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BuildTest {

    @TempDir
    Path checkout;

    private Build build;

    @BeforeEach
    void checkOut() throws Exception {
        build = new Build(checkout, new Console(System.out, false));
        Files.writeString(checkout.resolve("pom.xml"), "");
        Files.createDirectories(checkout.resolve("src/main"));
        Files.createDirectories(checkout.resolve("db-migrations"));
        Files.createDirectories(checkout.resolve("frontend"));
        Files.createDirectories(checkout.resolve("docs"));
        Files.createDirectories(checkout.resolve("target"));
        Files.writeString(build.jar(), "whole");
    }

    @Test
    void takesTheJarOfABuildThatEndedWell() throws Exception {
        build.markComplete(Instant.now().plusSeconds(1));

        assertThat(build.isUpToDate()).isTrue();
    }

    @Test
    void doesNotTakeAJarThatNoFinishedBuildLeft() throws Exception {
        assertThat(build.isUpToDate()).isFalse();

        build.markComplete(Instant.now().plusSeconds(1));
        Files.writeString(build.jar(), "half");

        assertThat(build.isUpToDate()).isFalse();
    }

    @Test
    void buildsAgainWhatChangedDuringTheBuild() throws Exception {
        Instant begun = Instant.now();
        Path source = Files.writeString(checkout.resolve("src/main/A.java"), "");
        Files.setLastModifiedTime(source, FileTime.from(begun.plusSeconds(5)));
        Files.setLastModifiedTime(build.jar(), FileTime.from(begun.plusSeconds(20)));

        build.markComplete(begun);

        assertThat(build.isUpToDate()).isFalse();
    }
}

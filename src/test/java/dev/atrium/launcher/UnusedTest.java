package dev.atrium.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnusedTest {

    private static final FileTime LONG_AGO = FileTime.from(Instant.parse("2026-01-01T00:00:00Z"));

    @TempDir
    Path built;

    @Test
    void clearsWhatIsOldAndNobodyUses() throws Exception {
        Path own = old("launcher-3");
        Path left = old("launcher-1");
        Path used = old("launcher-2");
        Path fresh = Files.createDirectory(built.resolve("launcher-4"));
        Path other = old("app-1");

        try (HomeLock _ = Unused.use(used)) {
            Files.setLastModifiedTime(built.resolve("launcher-2.use"), LONG_AGO);
            Unused.clearSiblings(own, "launcher-");
        }

        assertThat(left).doesNotExist();
        assertThat(built.resolve("launcher-1.use")).doesNotExist();
        assertThat(own).exists();
        assertThat(used).exists();
        assertThat(fresh).exists();
        assertThat(other).exists();
    }

    private Path old(String name) throws Exception {
        Path folder = Files.createDirectory(built.resolve(name));
        Files.writeString(folder.resolve("A.class"), "");
        Files.setLastModifiedTime(folder, LONG_AGO);
        return folder;
    }
}

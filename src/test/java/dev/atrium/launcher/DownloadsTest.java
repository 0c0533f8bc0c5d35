package dev.atrium.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class DownloadsTest {

    private static final long SECOND = 1_000_000_000;

    private final Downloads downloads = new Downloads();

    @Test
    void sumsUpWhatCameAndHowFast() {
        downloads.take("Downloading from central: https://repo.example/a.jar", SECOND);
        downloads.take("Downloaded from central: https://repo.example/a.jar (4.0 MB at 4.0 MB/s)", 2 * SECOND);
        downloads.take("Downloading from central: https://repo.example/server.zip", 2 * SECOND);

        assertThat(downloads.take("Progress (1): 6.0/553 MB", 3 * SECOND))
                .contains("Downloading: 1 files, 10 MB at 5.0 MB/s, now 6.0 MB of 553 MB");
    }

    @Test
    void countsSeveralAtOnce() {
        downloads.take("Progress (2): 512 B/1.5 kB | 2.0/8.0 MB", SECOND);

        assertThat(downloads.bytes()).isEqualTo(2_000_512);
    }

    @Test
    void countsNoTimeInWhichMavenDoesOtherThings() {
        downloads.take("Downloading from central: https://repo.example/a.jar", SECOND);
        downloads.take("Downloaded from central: https://repo.example/a.jar (812 B at 812 B/s)", 2 * SECOND);
        downloads.take("Downloading from central: https://repo.example/b.jar", 60 * SECOND);

        assertThat(downloads.time()).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void leavesOtherLinesToOthers() {
        assertThat(downloads.take("[INFO] Compiling 120 source files", SECOND)).isEmpty();
    }

    @Test
    void writesSizesForPeople() {
        assertThat(Downloads.text(812)).isEqualTo("812 B");
        assertThat(Downloads.text(4_200)).isEqualTo("4.2 kB");
        assertThat(Downloads.text(553_000_000)).isEqualTo("553 MB");
        assertThat(Downloads.text(1_200_000_000)).isEqualTo("1.2 GB");
    }
}

package dev.atrium.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class BrowserPackageTest {

    @Test
    void isSkippedOnlyWhereThatIsSaid() {
        assertThat(new BrowserPackage(Map.of("ATRIUM_SKIP_BROWSER", "1")).isSkipped())
                .isTrue();
        assertThat(new BrowserPackage(Map.of("ATRIUM_SKIP_BROWSER", "0")).isSkipped())
                .isFalse();
        assertThat(new BrowserPackage(Map.of()).isSkipped()).isFalse();
    }
}

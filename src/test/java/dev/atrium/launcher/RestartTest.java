package dev.atrium.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RestartTest {

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final Restart restart =
            new Restart("portal", new Console(new PrintStream(said, true, StandardCharsets.UTF_8), false));
    private int tries;

    @Test
    void startsAtOnceAndThenEverMoreSlowly() {
        assertThat(after("first", 0)).isEqualTo("second");
        assertThat(after("second", 1)).isEqualTo("second");
        assertThat(after("second", 3)).isEqualTo("third");
        assertThat(after("third", 8)).isEqualTo("third");
        assertThat(after("third", 14)).isEqualTo("fourth");
    }

    @Test
    void forgivesWhatRanForAWhile() {
        assertThat(after("first", 0)).isEqualTo("second");
        assertThat(after("second", 500)).isEqualTo("third");
    }

    @Test
    void aStartThatFailsIsToldAndTriedAgain() {
        Steps.Step<String> full = () -> {
            tries++;
            throw new FileSystemException("/srv/run/portal.pid.new", null, "No space left on device");
        };

        for (int second = 0; second < 12; second++) {
            assertThat(restart.tryAfter("first", full, TimeUnit.SECONDS.toNanos(second)))
                    .isEqualTo("first");
        }

        assertThat(tries).isEqualTo(3);
        assertThat(said.toString(StandardCharsets.UTF_8))
                .startsWith(
                        "portal could not be started again; trying in 2 s. The disk is full at /srv/run/portal.pid.new. Free some space and run the command again.");
        assertThat(restart.tryAfter("first", () -> "second", TimeUnit.SECONDS.toNanos(100)))
                .isEqualTo("second");
    }

    private String after(String ended, int second) {
        Steps.Step<String> start = () -> {
            if (tries++ > 100) {
                throw new IOException("too often");
            }
            return switch (ended) {
                case "first" -> "second";
                case "second" -> "third";
                default -> "fourth";
            };
        };
        return restart.tryAfter(ended, start, TimeUnit.SECONDS.toNanos(second));
    }
}

package dev.atrium.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class RehearsalTest {

    @Test
    void callsItsOwnChainWithoutAFailureAndWithoutLines() {
        var log = new ListAppender<ILoggingEvent>();
        var logger = (Logger) LoggerFactory.getLogger(Rehearsal.class);
        var access = (Logger) LoggerFactory.getLogger(CallLog.NAME);
        var level = logger.getLevel();
        for (var each : new Logger[] {logger, access}) {
            each.setLevel(Level.INFO);
            each.addAppender(log);
        }
        log.start();
        try {
            Rehearsal.run(Settings.with(Map.of("warm-up-requests", "64", "warm-up-limit", "60s")));

            assertThat(log.list)
                    .singleElement()
                    .satisfies(
                            line -> assertThat(line.getFormattedMessage()).startsWith("warmed up with 64 calls in "));
        } finally {
            for (var each : new Logger[] {logger, access}) {
                each.detachAppender(log);
                each.setLevel(level);
            }
        }
    }
}

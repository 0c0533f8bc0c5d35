package dev.atrium.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;

class AccessLogWriterTest {

    private static final int WAITING = 4;

    private final Logger root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
    private final Logger log = (Logger) LoggerFactory.getLogger(CallLog.NAME);
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final SlowTerminal terminal = new SlowTerminal();
    private final AccessLogWriter writer = new AccessLogWriter(metrics, WAITING);

    @BeforeEach
    void attach() {
        terminal.start();
        root.addAppender(terminal);
        log.setLevel(Level.INFO);
        writer.start();
    }

    @AfterEach
    void detach() {
        terminal.opened.countDown();
        writer.stop();
        root.detachAppender(terminal);
        log.setLevel(null);
    }

    @Test
    @Timeout(20)
    void dropsAndCountsWhatComesTooFast() {
        for (int i = 0; i < 20; i++) {
            log.atInfo().addKeyValue("number", i).log("request");
        }
        assertThat(terminal.lines).isEmpty();

        terminal.opened.countDown();

        await().until(() -> terminal.lines.size() + dropped() == 20);
        assertThat(dropped()).isBetween(10.0, 16.0);
        assertThat(terminal.lines.getFirst().getKeyValuePairs().getFirst().value)
                .isEqualTo(0);
    }

    @Test
    void writesWhatWaitsBeforeItStops() {
        terminal.opened.countDown();
        log.info("request");

        writer.stop();

        assertThat(terminal.lines)
                .singleElement()
                .satisfies(line -> assertThat(line.getMessage()).isEqualTo("request"));
        assertThat(log.isAdditive()).isTrue();
    }

    private double dropped() {
        return metrics.get("atrium.gateway.access.log.dropped")
                .functionCounter()
                .count();
    }

    private static final class SlowTerminal extends AppenderBase<ILoggingEvent> {

        private final CountDownLatch opened = new CountDownLatch(1);
        private final List<ILoggingEvent> lines = new CopyOnWriteArrayList<>();

        @Override
        protected void append(ILoggingEvent line) {
            while (opened.getCount() > 0) {
                try {
                    opened.await();
                } catch (InterruptedException _) {
                    Thread.onSpinWait(); // the last lines are written by a thread that was interrupted
                }
            }
            lines.add(line);
        }
    }
}

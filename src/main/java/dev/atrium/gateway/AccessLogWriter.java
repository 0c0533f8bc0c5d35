package dev.atrium.gateway;

import ch.qos.logback.classic.AsyncAppender;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.LoggerFactory;

/**
 * Writes the access log on a thread of its own, so that no event loop waits for a terminal or a disk. What comes
 * faster than it can be written is dropped and counted: calls matter more than their lines. Lines look as those of
 * every other log, whose appenders write them.
 */
final class AccessLogWriter {

    private static final int LINES_WAITING = 8_192;

    private final Logger log = (Logger) LoggerFactory.getLogger(CallLog.NAME);
    private final LongAdder dropped = new LongAdder();
    private final Waiting waiting = new Waiting();

    AccessLogWriter(MeterRegistry metrics) {
        this(metrics, LINES_WAITING);
    }

    AccessLogWriter(MeterRegistry metrics, int linesWaiting) {
        FunctionCounter.builder("atrium.gateway.access.log.dropped", dropped, LongAdder::sum)
                .description("Lines of the access log that came faster than they could be written")
                .register(metrics);
        waiting.setName("access-log");
        waiting.setContext(log.getLoggerContext());
        waiting.setQueueSize(linesWaiting);
        waiting.setDiscardingThreshold(0);
        waiting.setNeverBlock(true);
        var parents = new Parents();
        parents.setContext(log.getLoggerContext());
        parents.start();
        waiting.addAppender(parents);
    }

    void start() {
        waiting.start();
        log.addAppender(waiting);
        log.setAdditive(false);
    }

    /** Writes what waits, for a second at most. Later lines are written at once. */
    void stop() {
        log.setAdditive(true);
        log.detachAppender(waiting);
        waiting.stop();
    }

    private final class Waiting extends AsyncAppender {

        @Override
        protected void append(ILoggingEvent line) {
            if (getRemainingCapacity() == 0) {
                dropped.increment();
            } else {
                super.append(line);
            }
        }
    }

    /** Those that would have written the line, had nobody stood in between. */
    private static final class Parents extends AppenderBase<ILoggingEvent> {

        @Override
        protected void append(ILoggingEvent line) {
            ((Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).callAppenders(line);
        }
    }
}

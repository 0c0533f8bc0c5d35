package dev.atrium.gateway;

import dev.atrium.agent.Inference;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Reads {@link Inference#QUEUE_HEADER}. */
final class QueueTime {

    private QueueTime() {}

    /** Null for none, and for what is no count of microseconds. */
    static @Nullable Duration read(@Nullable String micros) {
        if (micros == null) {
            return null;
        }
        try {
            var time = Duration.of(Long.parseLong(micros), ChronoUnit.MICROS);
            return time.isNegative() ? null : time;
        } catch (NumberFormatException _) {
            return null;
        }
    }
}

package dev.atrium.metering;

import com.fasterxml.uuid.UUIDClock;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import dev.atrium.shared.UsageEventId;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;

/**
 * Makes the ids of one journal's events. They never go back in time, even when the machine's clock does: an hour
 * may close once every journal has passed it. For one thread.
 */
final class EventIds {

    private final TimeBasedEpochGenerator generator;

    /** @param notBefore time of the journal's last event */
    EventIds(Clock clock, Instant notBefore) {
        generator = new TimeBasedEpochGenerator(new SecureRandom(), new Forward(clock, notBefore.toEpochMilli()));
    }

    UsageEventId next() {
        return new UsageEventId(generator.generate());
    }

    private static final class Forward extends UUIDClock {

        private final Clock clock;
        private long last;

        Forward(Clock clock, long last) {
            this.clock = clock;
            this.last = last;
        }

        @Override
        public long currentTimeMillis() {
            last = Math.max(last, clock.millis());
            return last;
        }
    }
}

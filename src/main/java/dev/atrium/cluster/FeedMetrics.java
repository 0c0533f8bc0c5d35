package dev.atrium.cluster;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;

/** How far this process follows the change feed, for Prometheus. */
final class FeedMetrics {

    private static final double NANOS_PER_SECOND = 1e9;

    private final FeedReader feed;
    private final Clock clock;

    FeedMetrics(FeedReader feed, Clock clock, MeterRegistry registry) {
        this.feed = feed;
        this.clock = clock;
        Gauge.builder("atrium.feed.number", feed, reader -> reader.freshness().number())
                .description("Number of the last entry of the change feed that is applied")
                .register(registry);
        Gauge.builder("atrium.feed.age", this, FeedMetrics::ageSeconds)
                .description("Since MySQL was last read successfully; NaN: never")
                .baseUnit("seconds")
                .register(registry);
        Gauge.builder("atrium.clock.offset", this, FeedMetrics::clockOffsetSeconds)
                .description("MySQL's clock minus this process' clock; NaN: not measured")
                .baseUnit("seconds")
                .register(registry);
    }

    private double ageSeconds() {
        var polledAt = feed.freshness().polledAt();
        return polledAt == null ? Double.NaN : seconds(Duration.between(polledAt, clock.instant()));
    }

    private double clockOffsetSeconds() {
        var offset = feed.freshness().clockOffset();
        return offset == null ? Double.NaN : seconds(offset);
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / NANOS_PER_SECOND;
    }
}

package dev.atrium.pool;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How workers are watched and replicas are tried again.
 *
 * @param heartbeat         how often a worker reports while nothing changes
 * @param heartbeatUnsettled how often it reports while one of its replicas is not ready, or it has none yet
 * @param lostAfter         how long a worker may be silent before its replicas are placed elsewhere
 * @param drain             how long a replica that is to stop may finish what it has
 * @param retryFirst        how long after its first failure a replica is tried again; doubles with each further one
 * @param retryMost         the longest such wait
 */
@ConfigurationProperties("atrium.pool")
public record PoolSettings(
        @DefaultValue("2s") Duration heartbeat,
        @DefaultValue("500ms") Duration heartbeatUnsettled,
        @DefaultValue("30s") Duration lostAfter,
        @DefaultValue("5s") Duration drain,
        @DefaultValue("5s") Duration retryFirst,
        @DefaultValue("5m") Duration retryMost) {

    private static final int DOUBLINGS = 20;

    public PoolSettings {
        checkPositive("heartbeat", heartbeat);
        checkPositive("heartbeat-unsettled", heartbeatUnsettled);
        checkPositive("drain", drain);
        checkPositive("retry-first", retryFirst);
        if (lostAfter.compareTo(heartbeat.multipliedBy(3)) < 0) {
            throw new IllegalArgumentException(
                    "atrium.pool.lost-after: %s (expected: at least three times the heartbeat of %s)"
                            .formatted(lostAfter, heartbeat));
        }
        if (retryMost.compareTo(retryFirst) < 0) {
            throw new IllegalArgumentException(
                    "atrium.pool.retry-most: %s (expected: at least retry-first, which is %s)"
                            .formatted(retryMost, retryFirst));
        }
    }

    /**
     * How long to wait before a failed replica is tried again.
     *
     * @param attempts how many tries failed before this one
     */
    Duration retryAfter(int attempts) {
        var wait = retryFirst.multipliedBy(1L << Math.min(attempts, DOUBLINGS));
        return wait.compareTo(retryMost) < 0 ? wait : retryMost;
    }

    private static void checkPositive(String name, Duration value) {
        if (!value.isPositive()) {
            throw new IllegalArgumentException("atrium.pool.%s: %s (expected: > 0)".formatted(name, value));
        }
    }
}

package dev.atrium.cluster;

import java.time.Duration;

/**
 * How far a change has come.
 *
 * @param reached  gateways that have applied it
 * @param gateways all that may serve, also without news from MySQL
 */
public record Reach(int reached, int gateways) {

    private static final String GATEWAY = "gateway";

    /** For so long, unless it is set otherwise, a gateway serves without news. */
    private static final Duration SERVES = Duration.ofMinutes(15);

    /**
     * Gateways report every few seconds, so this is late by as much.
     *
     * @param number of the change feed, read after the change was committed
     */
    public static Reach of(Processes processes, long number) {
        var gateways = processes.heardOfWithin(SERVES).stream()
                .filter(process -> process.role().equals(GATEWAY))
                .toList();
        var reached =
                gateways.stream().filter(process -> process.feedAt() >= number).count();
        return new Reach(Math.toIntExact(reached), gateways.size());
    }

    /** Nowhere is not everywhere: a gateway that was never heard of may serve. */
    public boolean isEverywhere() {
        return gateways > 0 && reached == gateways;
    }
}

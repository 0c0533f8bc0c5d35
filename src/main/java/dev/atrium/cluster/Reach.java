package dev.atrium.cluster;

/**
 * How far a change has come.
 *
 * @param reached  gateways that have applied it
 * @param gateways all that report now
 */
public record Reach(int reached, int gateways) {

    private static final String GATEWAY = "gateway";

    /**
     * Gateways report every few seconds, so this is late by as much.
     *
     * @param number of the change feed, read after the change was committed
     */
    public static Reach of(Processes processes, long number) {
        var gateways = processes.alive().stream()
                .filter(process -> process.role().equals(GATEWAY))
                .toList();
        var reached =
                gateways.stream().filter(process -> process.feedAt() >= number).count();
        return new Reach(Math.toIntExact(reached), gateways.size());
    }

    public boolean isEverywhere() {
        return reached == gateways;
    }
}

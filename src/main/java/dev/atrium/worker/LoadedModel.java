package dev.atrium.worker;

/** A model in memory. What it can do is told by the subtypes that it implements. */
interface LoadedModel extends AutoCloseable {

    Load load();

    /** Ends what still runs, refuses what waits, and gives the memory back. */
    @Override
    void close();

    /**
     * @param running requests being computed
     * @param queued  requests waiting
     * @param slots   how many are computed at once
     */
    record Load(int running, int queued, int slots) {

        /** As {@link dev.atrium.agent.Inference#LOAD_HEADER} carries it. */
        String header() {
            return "running=%d;queued=%d;slots=%d".formatted(running, queued, slots);
        }
    }
}

package dev.atrium.worker;

import java.util.concurrent.Semaphore;

/**
 * Memory that the runs of all models of this worker may take at once, besides their weights. A run that finds too
 * little of it left waits until others have ended, in the order of coming.
 */
final class RunMemory {

    private static final long UNIT = 1 << 20;

    /** Of the machine's memory; placement leaves as much free of weights. */
    private static final int SHARE = 4;

    private final long budget;
    private final Semaphore units;

    /** @param budget in bytes, at least one MiB */
    RunMemory(long budget) {
        this.budget = budget / UNIT * UNIT;
        this.units = new Semaphore((int) (budget / UNIT), true);
    }

    /** Its share of a machine with so many bytes. */
    static RunMemory of(long machineBytes) {
        return new RunMemory(Math.max(UNIT, machineBytes / SHARE));
    }

    long budget() {
        return budget;
    }

    /** Does what takes so many bytes, which must not be more than the budget, once they are free. */
    <T, E extends Exception> T with(long bytes, Run<T, E> run) throws E {
        var taken = (int) Math.min(Math.ceilDiv(bytes, UNIT), budget / UNIT);
        units.acquireUninterruptibly(taken); // never for long: whoever holds some only computes
        try {
            return run.compute();
        } finally {
            units.release(taken);
        }
    }

    /** What takes memory while it runs. */
    interface Run<T, E extends Exception> {
        T compute() throws E;
    }
}

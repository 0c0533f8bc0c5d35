package dev.atrium.metering.log;

/** Hears of each force, for metrics. */
@FunctionalInterface
public interface ForceListener {

    /** @param nanos how long writing and forcing took */
    void forced(long nanos, int records);
}

package dev.atrium.pool;

import java.util.Locale;

/** The life of a replica. Each state but the last has a way to {@link #READY}. */
public enum ReplicaState {
    /** It waits for a worker that fits, or for its worker to begin. */
    QUEUED,
    /** Its worker fetches the files. */
    DOWNLOADING,
    /** The engine loads it. */
    LOADING,
    /** It answers. Only these have a route. */
    READY,
    /** It could not be loaded, or broke. A new one is tried after a while. */
    FAILED,
    /** Gateways send it nothing new; it finishes what it has. */
    STOPPING,
    /** It is gone. */
    STOPPED;

    /** As it stands in MySQL and in JSON: {@code downloading}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Reads what {@link #word()} wrote. */
    static ReplicaState of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}

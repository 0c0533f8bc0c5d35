package dev.atrium.gateway;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** How busy one replica is, and whether it is left out. Thread-safe. */
final class ReplicaState {

    /** What a worker said of its load is out of date after so long. */
    private static final long REPORT_GOOD_FOR_NANOS = 1_000_000_000L;

    private static final long SCALE = 1_000;

    private final AtomicInteger running = new AtomicInteger();
    private final AtomicBoolean ejected = new AtomicBoolean();
    private final AtomicInteger absences = new AtomicInteger();
    private volatile Report report = new Report(0, 1, 0);

    private record Report(int busy, int slots, long atNanos) {}

    void started() {
        running.incrementAndGet();
    }

    void ended() {
        running.decrementAndGet();
    }

    boolean isEjected() {
        return ejected.get();
    }

    /** Leaves the replica out from now on. Returns false when it was out already. */
    boolean eject() {
        return ejected.compareAndSet(false, true);
    }

    /** It answered a request: whatever was wrong is over. */
    void served() {
        if (absences.getPlain() != 0) {
            absences.set(0);
        }
    }

    /** Its worker does not run it. Returns how often in a row it said so. */
    int absent() {
        return absences.incrementAndGet();
    }

    void readmit() {
        ejected.set(false);
    }

    /** Requests per slot, times 1000: our own running ones, or all that the worker told of if those are more. */
    long load(long nowNanos) {
        var seen = report;
        var told = nowNanos - seen.atNanos < REPORT_GOOD_FOR_NANOS ? seen.busy : 0;
        return Math.max(running.get(), told) * SCALE / seen.slots;
    }

    /** Reads {@code running=1;queued=0;slots=2}; anything else is ignored. */
    void report(@Nullable String load, long nowNanos) {
        if (load != null) {
            var runs = number(load, "running=");
            var queued = number(load, "queued=");
            var slots = number(load, "slots=");
            if (runs >= 0 && queued >= 0 && slots > 0) {
                report = new Report(runs + queued, slots, nowNanos);
            }
        }
    }

    /** The number after {@code name}, or -1 if there is none of at most six digits. */
    private static int number(String text, String name) {
        var at = text.indexOf(name);
        if (at < 0) {
            return -1;
        }
        var value = -1;
        for (int i = at + name.length(); i < text.length() && i < at + name.length() + 6; i++) {
            var digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                break;
            }
            value = Math.max(value, 0) * 10 + digit;
        }
        return value;
    }
}

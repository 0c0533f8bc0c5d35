package dev.atrium.gateway;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Which JSON is too long to be read on an event loop, where all other calls of the loop would wait for milliseconds,
 * and the threads that read it instead. What waits for them is bounded by the {@link ByteBudget} that holds it.
 */
final class LargeJson {

    /** Takes less than 0.1 ms to read; shorter ones are not worth two changes of threads. */
    private static final int SMALL_BYTES = 256 * 1024;

    private LargeJson() {}

    static boolean is(long bytes) {
        return bytes > SMALL_BYTES;
    }

    /** Half as many threads as the machine has cores, so that event loops keep theirs. */
    static ExecutorService newExecutor() {
        var threads = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
        return Executors.newFixedThreadPool(
                threads, Thread.ofPlatform().daemon().name("gateway-parse-", 0).factory());
    }
}

package dev.atrium.worker;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** Ends a body that sends nothing for a minute: the JDK's client waits for it without end. */
final class StallGuard extends FilterInputStream {

    private static final long LIMIT_SECONDS = 60;
    private static final long CHECK_SECONDS = 5;
    private static final ScheduledExecutorService CHECKS = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("download-stall-guard").factory());

    private final ScheduledFuture<?> check;
    private volatile long lastNanos = System.nanoTime();
    private volatile boolean stalled;

    StallGuard(InputStream body) {
        super(body);
        check = CHECKS.scheduleWithFixedDelay(this::check, CHECK_SECONDS, CHECK_SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        try {
            var read = super.read(buffer, offset, length);
            lastNanos = System.nanoTime();
            return read;
        } catch (IOException e) {
            throw stalled ? new IOException("nothing came for %d seconds".formatted(LIMIT_SECONDS), e) : e;
        }
    }

    @Override
    public void close() throws IOException {
        check.cancel(false);
        super.close();
    }

    private void check() {
        if (System.nanoTime() - lastNanos > TimeUnit.SECONDS.toNanos(LIMIT_SECONDS)) {
            stalled = true;
            try {
                in.close();
            } catch (IOException _) {
                // the reader sees it
            }
        }
    }
}

package dev.atrium.bench;

import dev.atrium.metering.log.LogRecord;
import dev.atrium.metering.log.LogSettings;
import dev.atrium.metering.log.SegmentedLog;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;

/** Our log. What has been appended is released at once, as by a shipper that keeps up. */
final class OwnLog implements DurableLog {

    private static final int SEGMENT_BYTES = 32 << 20;
    private static final long LIMIT_BYTES = 1L << 30;
    private static final int RELEASED_EACH = 10_000;

    private final SegmentedLog log;
    private final AtomicLong number = new AtomicLong();

    OwnLog(Path folder) throws IOException {
        log = new SegmentedLog(
                new LogSettings(folder, SEGMENT_BYTES, LIMIT_BYTES, 0, false),
                (_, _, _) -> {},
                () -> false,
                (_, _) -> {});
    }

    @Override
    public void append(byte[] entry) throws Exception {
        while (!log.reserve(LogSettings.MAX_RECORD_BYTES)) {
            Thread.onSpinWait();
        }
        var entryNumber = number.incrementAndGet();
        var appended = new Entry(entryNumber, entry);
        log.append(appended);
        appended.done.join();
        if (entryNumber % RELEASED_EACH == 0) {
            log.release(entryNumber - RELEASED_EACH);
        }
    }

    @Override
    public void close() throws IOException {
        log.close();
    }

    private static final class Entry implements LogRecord {

        private final long number;
        private final byte[] bytes;
        private final CompletableFuture<Boolean> done = new CompletableFuture<>();

        Entry(long number, byte[] bytes) {
            this.number = number;
            this.bytes = bytes;
        }

        @Override
        public long number() {
            return number;
        }

        @Override
        public byte type() {
            return 1;
        }

        @Override
        public void encode(ByteBuffer to) {
            to.put(bytes);
        }

        @Override
        public int reserved() {
            return LogSettings.MAX_RECORD_BYTES;
        }

        @Override
        public void durable() {
            done.complete(true);
        }

        @Override
        public void failed(Throwable cause) {
            done.completeExceptionally(cause);
        }
    }
}

package dev.atrium.metering.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A log in a test's folder, with what it found when it was opened. */
final class OpenLog implements AutoCloseable {

    static final int SEGMENT_BYTES = 64 << 10;

    final List<String> recovered = new ArrayList<>();
    final AtomicInteger forces = new AtomicInteger();
    final SegmentedLog log;

    OpenLog(Path folder) throws IOException {
        this(new LogSettings(folder, SEGMENT_BYTES, 100L * SEGMENT_BYTES, 0, true));
    }

    OpenLog(LogSettings settings) throws IOException {
        log = new SegmentedLog(
                settings,
                (_, number, payload) -> recovered.add(number + "=" + UTF_8.decode(payload)),
                () -> false,
                (_, _) -> forces.incrementAndGet());
    }

    /** Appends a record without waiting for it. */
    TextRecord queue(long number, String text) {
        var record = reserved(number, text);
        log.append(record);
        return record;
    }

    /** A record that has its room, and is not appended yet. */
    TextRecord reserved(long number, String text) {
        awaitRoom();
        return new TextRecord(number, text, LogSettings.MAX_RECORD_BYTES);
    }

    /** Small segments are used up faster than new ones are prepared. */
    private void awaitRoom() {
        if (log.reserve(LogSettings.MAX_RECORD_BYTES)) {
            return;
        }
        await().pollInterval(Duration.ofMillis(1)).until(() -> log.reserve(LogSettings.MAX_RECORD_BYTES));
    }

    /** Appends a record and waits until it is forced. */
    void append(long number, String text) throws Exception {
        queue(number, text).done().get(10, TimeUnit.SECONDS);
    }

    /** What a reader sees from the start. */
    List<String> read() throws IOException {
        var seen = new ArrayList<String>();
        try (var reader = log.reader()) {
            reader.read(LogPosition.START, (_, number, payload) -> seen.add(number + "=" + UTF_8.decode(payload)));
        }
        return seen;
    }

    @Override
    public void close() throws IOException {
        log.close();
    }
}

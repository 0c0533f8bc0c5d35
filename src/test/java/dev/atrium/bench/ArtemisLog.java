package dev.atrium.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.activemq.artemis.core.io.nio.NIOSequentialFileFactory;
import org.apache.activemq.artemis.core.journal.impl.JournalImpl;

/**
 * The journal of ActiveMQ Artemis on plain files (its other kind needs libaio). It gathers records for a fixed time
 * and then forces.
 */
final class ArtemisLog implements DurableLog {

    private static final int FILE_BYTES = 32 << 20;
    private static final int BUFFER_BYTES = 490 << 10;
    private static final int FILES = 2;
    private static final byte TYPE = 1;

    private final JournalImpl journal;
    private final AtomicLong number = new AtomicLong();

    /** @param gathering for how long */
    ArtemisLog(Path folder, Duration gathering) throws Exception {
        var files = new NIOSequentialFileFactory(
                folder.toFile(), true, BUFFER_BYTES, Math.toIntExact(gathering.toNanos()), 1, false);
        journal = new JournalImpl(FILE_BYTES, FILES, FILES, 0, 0, files, "usage", "log", 1);
        journal.start();
        journal.load(new ArrayList<>(), new ArrayList<>(), null, false);
    }

    @Override
    public void append(byte[] entry) throws Exception {
        journal.appendAddRecord(number.incrementAndGet(), TYPE, entry, true);
    }

    @Override
    public void close() {
        journal.stop();
    }
}

package dev.atrium.bench;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteOptions;

/** RocksDB, each write synced to its log; writers that wait are committed together. */
final class RocksLog implements DurableLog {

    private final Options options = new Options().setCreateIfMissing(true);
    private final WriteOptions synced = new WriteOptions().setSync(true);
    private final RocksDB db;
    private final AtomicLong number = new AtomicLong();

    RocksLog(Path folder) throws RocksDBException {
        RocksDB.loadLibrary();
        db = RocksDB.open(options, folder.toString());
    }

    @Override
    public void append(byte[] entry) throws RocksDBException {
        var key = ByteBuffer.allocate(Long.BYTES).putLong(number.incrementAndGet());
        db.put(synced, key.array(), entry);
    }

    @Override
    public void close() {
        db.close();
        synced.close();
        options.close();
    }
}

package dev.atrium.bench;

import java.io.IOException;

/** A log that is compared. */
interface DurableLog extends AutoCloseable {

    /** Returns once the record is forced to disk. Called by many threads. */
    void append(byte[] entry) throws Exception;

    @Override
    void close() throws IOException;
}

package dev.atrium.metering.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;

/** A record that holds a text. */
final class TextRecord implements LogRecord {

    static final byte TYPE = 1;

    private final long number;
    private final String text;
    private final int reserved;
    private final CompletableFuture<Thread> done = new CompletableFuture<>();

    TextRecord(long number, String text, int reserved) {
        this.number = number;
        this.text = text;
        this.reserved = reserved;
    }

    /** Completes, with the thread that said so, once the record is on disk. */
    CompletableFuture<Thread> done() {
        return done;
    }

    @Override
    public byte type() {
        return TYPE;
    }

    @Override
    public long number() {
        return number;
    }

    @Override
    public void encode(ByteBuffer to) {
        to.put(text.getBytes(UTF_8));
    }

    @Override
    public int reserved() {
        return reserved;
    }

    @Override
    public void durable() {
        done.complete(Thread.currentThread());
    }

    @Override
    public void failed(Throwable cause) {
        done.completeExceptionally(cause);
    }
}

package dev.atrium.metering.log;

import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;

/**
 * One file of the log while it is written: full-sized and zeroed from the start, so that forcing it later writes
 * data only and never finds the disk full.
 */
final class Segment implements AutoCloseable {

    /** Magic (4 bytes), version (4), segment number (8). */
    static final int HEADER_BYTES = 16;

    static final int VERSION = 1;

    private static final int MAGIC = 0x41544C47; // "ATLG"
    private static final int ZEROS_BYTES = 1 << 20;

    private final long number;
    private final Path path;
    private final FileChannel channel;
    private int written;

    private Segment(long number, Path path, FileChannel channel) {
        this.number = number;
        this.path = path;
        this.channel = channel;
    }

    /** Makes the file in full size. Nothing of it stays behind when that fails. */
    static Segment prepare(Path folder, long number, int bytes) throws IOException {
        var path = pathOf(folder, number);
        var owner = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        var channel = FileChannel.open(path, EnumSet.of(CREATE_NEW, READ, WRITE), owner);
        try {
            fill(channel, bytes);
            channel.force(true);
            Folder.force(folder);
            return new Segment(number, path, channel);
        } catch (IOException | RuntimeException | Error e) {
            channel.close();
            Files.deleteIfExists(path);
            throw e;
        }
    }

    static Path pathOf(Path folder, long number) {
        return folder.resolve("%016d.log".formatted(number));
    }

    /** Whether {@code start} begins with the header of segment {@code number}. */
    static boolean hasHeader(ByteBuffer start, int size, long number) {
        return size >= HEADER_BYTES
                && start.getInt(0) == MAGIC
                && start.getInt(Integer.BYTES) == VERSION
                && start.getLong(Long.BYTES) == number;
    }

    /** Marks the segment as begun. */
    void begin() throws IOException {
        var header = ByteBuffer.allocate(HEADER_BYTES);
        header.putInt(MAGIC).putInt(VERSION).putLong(number);
        append(header.flip());
    }

    void append(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            written += channel.write(bytes, written);
        }
    }

    void force() throws IOException {
        channel.force(false);
    }

    long number() {
        return number;
    }

    Path path() {
        return path;
    }

    int written() {
        return written;
    }

    /** Gives back the room that was never written, so that a stopped process keeps no more than it needs. */
    void trim() throws IOException {
        channel.truncate(written);
        channel.force(true);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private static void fill(FileChannel channel, int bytes) throws IOException {
        var zeros = ByteBuffer.allocateDirect(Math.min(bytes, ZEROS_BYTES));
        for (var at = 0; at < bytes; ) {
            zeros.clear().limit(Math.min(zeros.capacity(), bytes - at));
            at += channel.write(zeros, at);
        }
    }
}

package dev.atrium.launcher;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * The log of a service, {@code name.log}, and up to {@value #KEPT} older ones, {@code name.log.1} the youngest. A
 * service writes to one open file for as long as it lives, so a log that grows large is copied and then emptied
 * under its writer, which appends and so goes on at the start.
 */
record LogFile(Path path) {

    static final int KEPT = 3;
    static final long LARGE = 10_000_000;
    private static final int TAIL_BYTES = 64_000;

    /** Sets a large log aside. What is written between the end of the copy and the emptying, an instant, is lost. */
    void rotateIfLarge(long limit) throws IOException {
        if (size() <= limit) {
            return;
        }
        Path copy = path.resolveSibling(path.getFileName() + ".copy");
        try (FileChannel from = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
                FileChannel to = FileChannel.open(
                        copy,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE,
                        StandardOpenOption.TRUNCATE_EXISTING)) {
            long done = copy(from, 0, to);
            shift();
            Files.move(copy, older(1), StandardCopyOption.ATOMIC_MOVE);
            copy(from, done, to);
            from.truncate(0);
        } finally {
            Files.deleteIfExists(copy);
        }
    }

    long size() throws IOException {
        return Files.exists(path) ? Files.size(path) : 0;
    }

    /** The file that was this log {@code age} rotations ago; it need not exist. */
    Path older(int age) {
        return path.resolveSibling(path.getFileName() + "." + age);
    }

    /**
     * Prints from a position on. A log that is shorter than that was emptied meanwhile: then the rest of the one set
     * aside comes first.
     *
     * @return where what comes next begins
     */
    long print(long from, OutputStream out) throws IOException {
        long size = size();
        if (size >= from) {
            return print(path, from, out);
        }
        print(older(1), from, out);
        return print(path, 0, out);
    }

    /** The last lines of those from a position on, in a form for people. */
    List<String> lastLines(long from, int count) {
        try {
            long size = size();
            // A log that was emptied meanwhile is all of this run.
            long start = Math.max(size < from ? 0 : from, size - TAIL_BYTES);
            ByteArrayOutputStream end = new ByteArrayOutputStream();
            print(path, start, end);
            List<String> lines = end.toString(StandardCharsets.UTF_8).lines().toList();
            return lines.subList(Math.max(0, lines.size() - count), lines.size()).stream()
                    .map(LogLine::readable)
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    private void shift() throws IOException {
        for (int age = KEPT; age > 1; age--) {
            if (Files.exists(older(age - 1))) {
                Files.move(older(age - 1), older(age), StandardCopyOption.ATOMIC_MOVE);
            }
        }
    }

    private static long copy(FileChannel from, long start, FileChannel to) throws IOException {
        long position = start;
        while (position < from.size()) {
            position += from.transferTo(position, from.size() - position, to);
        }
        return position;
    }

    private static long print(Path file, long from, OutputStream out) throws IOException {
        if (!Files.exists(file)) {
            return 0;
        }
        try (InputStream in = Files.newInputStream(file)) {
            in.skipNBytes(Math.min(from, Files.size(file)));
            return from + in.transferTo(out);
        }
    }
}

package dev.atrium.metering.log;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;

/**
 * Tells a test, from outside the process and after its death, how far the log had been forced. Mapped, so that
 * keeping it costs one store per force and a killed process leaves what it wrote last.
 */
public final class ForcedFile {

    private static final String NAME = "forced";

    private final ByteBuffer bytes;

    ForcedFile(Path folder) throws IOException {
        var owner = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        try (var channel = FileChannel.open(folder.resolve(NAME), EnumSet.of(CREATE, READ, WRITE), owner)) {
            bytes = channel.map(FileChannel.MapMode.READ_WRITE, 0, Long.BYTES, Arena.ofAuto())
                    .asByteBuffer();
        }
    }

    /** One store of eight aligned bytes: a kill finds the old pair or the new one, never half of each. */
    void set(Forced forced) {
        bytes.putLong(0, forced.segment() << Integer.SIZE | forced.length());
    }

    /**
     * Takes from the segments in {@code folder} all that was not forced, as a loss of power may do. Nobody may
     * write to them meanwhile.
     */
    public static void cutBack(Path folder) throws IOException {
        var packed = ByteBuffer.wrap(Files.readAllBytes(folder.resolve(NAME))).getLong();
        var forced = new Forced(packed >>> Integer.SIZE, (int) packed);
        for (var number : Folder.segments(folder)) {
            if (number > forced.segment()) {
                Files.delete(Segment.pathOf(folder, number));
            } else if (number == forced.segment()) {
                cut(Segment.pathOf(folder, number), forced.length());
            }
        }
    }

    private static void cut(Path segment, int length) throws IOException {
        try (var channel = FileChannel.open(segment, WRITE)) {
            channel.truncate(length);
        }
    }
}

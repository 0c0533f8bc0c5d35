package dev.atrium.metering.log;

import java.nio.file.Path;

/**
 * @param folder       where the segments lie; made when missing, for its owner only
 * @param segmentBytes size of each segment, written in full before it is used
 * @param limitBytes   all segments together are never more
 * @param minFreeBytes the disk keeps at least this much free for others
 * @param keepsForced  whether a file {@code forced} tells, after each force, what is on disk; a test that cuts
 *     the files back to it finds out what was never forced
 */
public record LogSettings(Path folder, int segmentBytes, long limitBytes, long minFreeBytes, boolean keepsForced) {

    /** Largest record, with all that is written around it. */
    public static final int MAX_RECORD_BYTES = 4096;

    private static final int MIN_SEGMENT_BYTES = 4 * MAX_RECORD_BYTES;

    public LogSettings {
        if (segmentBytes < MIN_SEGMENT_BYTES) {
            throw new IllegalArgumentException(
                    "segmentBytes: %d (expected: >= %d)".formatted(segmentBytes, MIN_SEGMENT_BYTES));
        }
        if (limitBytes < 2L * segmentBytes) {
            throw new IllegalArgumentException(
                    "limitBytes: %d (expected: >= %d, two segments)".formatted(limitBytes, 2L * segmentBytes));
        }
        if (minFreeBytes < 0) {
            throw new IllegalArgumentException("minFreeBytes: %d (expected: >= 0)".formatted(minFreeBytes));
        }
    }
}

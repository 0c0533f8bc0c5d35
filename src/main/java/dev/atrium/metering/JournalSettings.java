package dev.atrium.metering;

import dev.atrium.metering.log.LogSettings;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Where a gateway's journal lies, and how large it may grow while MySQL is away.
 *
 * @param folder     null: {@code gateway/journal} in the home folder. Give each gateway its own
 * @param segment    size of one file; twice as much is always prepared
 * @param limit      all files together; beyond it, requests are refused
 * @param minFree    what the disk keeps free for others; below it, requests are refused
 * @param keepForced whether a file tells what has been forced, for tests that cut the rest away
 */
public record JournalSettings(
        @Nullable Path folder,
        @DefaultValue("32MB") DataSize segment,
        @DefaultValue("2GB") DataSize limit,
        @DefaultValue("256MB") DataSize minFree,
        @DefaultValue("false") boolean keepForced) {

    private static final DataSize SMALLEST_SEGMENT = DataSize.ofKilobytes(64);
    private static final DataSize LARGEST_SEGMENT = DataSize.ofGigabytes(1);

    public JournalSettings {
        if (segment.compareTo(SMALLEST_SEGMENT) < 0 || segment.compareTo(LARGEST_SEGMENT) > 0) {
            throw new IllegalArgumentException(
                    "atrium.metering.journal.segment: %s (expected: 64KB to 1GB)".formatted(segment));
        }
        if (limit.toBytes() < 2 * segment.toBytes()) {
            throw new IllegalArgumentException(
                    "atrium.metering.journal.limit: %s (expected: at least two segments of %s)"
                            .formatted(limit, segment));
        }
        if (minFree.isNegative()) {
            throw new IllegalArgumentException(
                    "atrium.metering.journal.min-free: %s (expected: >= 0)".formatted(minFree));
        }
    }

    LogSettings toLogSettings(Path home) {
        return new LogSettings(
                Objects.requireNonNullElse(folder, home.resolve("gateway/journal")),
                Math.toIntExact(segment.toBytes()),
                limit.toBytes(),
                minFree.toBytes(),
                keepForced);
    }
}

package dev.atrium.metering.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SegmentedLogTest {

    @TempDir
    private Path temp;

    @Test
    void readsBackWhatWasAppended() throws Exception {
        var folder = temp.resolve("log");
        try (var open = new OpenLog(folder)) {
            open.append(1, "one");
            open.append(2, "two");

            assertThat(open.read()).containsExactly("1=one", "2=two");
        }

        try (var open = new OpenLog(folder)) {
            assertThat(open.recovered).containsExactly("1=one", "2=two");
            assertThat(open.read()).containsExactly("1=one", "2=two");
        }
    }

    @Test
    void goesOnBehindWhatItRecovered() throws Exception {
        try (var open = new OpenLog(temp)) {
            open.append(1, "one");
        }
        try (var open = new OpenLog(temp)) {
            open.append(2, "two");

            assertThat(open.read()).containsExactly("1=one", "2=two");
        }

        try (var open = new OpenLog(temp)) {
            assertThat(open.recovered).containsExactly("1=one", "2=two");
        }
    }

    @Test
    void keepsOrderAcrossManySegments() throws Exception {
        var text = "x".repeat(1000);
        var expected = LongStream.rangeClosed(1, 1000)
                .mapToObj(number -> number + "=" + text)
                .toList();
        try (var open = new OpenLog(temp)) {
            for (var number = 1; number <= 1000; number++) {
                open.append(number, text);
            }

            assertThat(open.read()).isEqualTo(expected);
            assertThat(Folder.segments(temp)).hasSizeGreaterThan(15);
        }

        try (var open = new OpenLog(temp)) {
            assertThat(open.recovered).isEqualTo(expected);
        }
    }

    @Test
    void forcesManyRecordsAtOnce() throws Exception {
        try (var open = new OpenLog(new LogSettings(temp, 8 << 20, 64 << 20, 0, false))) {
            var queued = new ArrayList<CompletableFuture<Thread>>();
            for (var number = 1; number <= 1500; number++) {
                queued.add(open.queue(number, "x").done());
            }
            CompletableFuture.allOf(queued.toArray(CompletableFuture[]::new)).get(10, TimeUnit.SECONDS);

            assertThat(open.forces.get()).isLessThan(750);
            assertThat(open.read()).hasSize(1500);
        }
    }

    @Test
    void writesLazyRecordsWithoutForcingThem() throws Exception {
        try (var open = new OpenLog(temp)) {
            open.append(1, "forced");
            open.log.reserve(LogSettings.MAX_RECORD_BYTES);
            open.log.appendLazily(new TextRecord(2, "lazy", LogSettings.MAX_RECORD_BYTES));
            open.append(3, "forced");

            assertThat(open.forces.get()).isEqualTo(2);
            assertThat(open.read()).containsExactly("1=forced", "2=lazy", "3=forced");
        }
    }

    @Test
    void failsOnlyTheRecordThatIsTooLong() throws Exception {
        try (var open = new OpenLog(temp)) {
            var tooLong = open.queue(1, "x".repeat(LogSettings.MAX_RECORD_BYTES));
            open.append(2, "fits");

            assertThatExceptionOfType(ExecutionException.class)
                    .isThrownBy(() -> tooLong.done().get(10, TimeUnit.SECONDS))
                    .withMessage("java.lang.IllegalArgumentException: record: too long (expected: <= 4062 bytes)");
            assertThat(open.read()).containsExactly("2=fits");
        }
    }

    @Test
    void refusesRoomBeyondTheLimitAndKeepsWhatWasGivenOut() throws Exception {
        var segment = OpenLog.SEGMENT_BYTES;
        try (var open = new OpenLog(new LogSettings(temp, segment, 2L * segment, 0, false))) {
            var reserved = reserveAll(open.log);
            var problem = open.log.state().problem();
            var records = IntStream.range(0, reserved)
                    .mapToObj(number -> new TextRecord(number, "x".repeat(4062), LogSettings.MAX_RECORD_BYTES))
                    .toList();
            records.forEach(open.log::append);
            for (var record : records) {
                record.done().get(10, TimeUnit.SECONDS);
            }

            assertThat(reserved).isEqualTo((int) (2 * Room.of(segment) / LogSettings.MAX_RECORD_BYTES));
            assertThat(open.read()).hasSize(reserved);
            assertThat(open.log.state().usedBytes()).isEqualTo(2L * segment);
            assertThat(problem)
                    .isEqualTo(
                            "The journal in %s gets no more room: 131072 of 131072 bytes are used, and the disk must keep 0"
                                            .formatted(temp)
                                    + " bytes free.");
        }
    }

    /** Takes all the room there is, the segments included that are prepared when it runs low. */
    private static int reserveAll(SegmentedLog log) {
        var reserved = 0;
        while (true) {
            var isFull = !log.state().problem().isEmpty();
            if (log.reserve(LogSettings.MAX_RECORD_BYTES)) {
                reserved++;
            } else if (isFull) {
                return reserved;
            }
        }
    }

    @Test
    void refusesRoomWhenTheDiskMustKeepMoreFree() throws Exception {
        var segment = OpenLog.SEGMENT_BYTES;
        try (var open = new OpenLog(new LogSettings(temp, segment, 2L * segment, Long.MAX_VALUE, false))) {
            assertThat(open.log.reserve(LogSettings.MAX_RECORD_BYTES)).isFalse();
            assertThat(open.log.state().freeBytes()).isZero();
        }
    }

    @Test
    void deletesReleasedSegmentsAndGivesTheirRoomBack() throws Exception {
        var segment = OpenLog.SEGMENT_BYTES;
        try (var open = new OpenLog(new LogSettings(temp, segment, 3L * segment, 0, false))) {
            for (var number = 1; number <= 500; number++) {
                open.append(number, "x".repeat(2000));
                open.log.release(number - 1);
            }

            assertThat(open.log.state().usedBytes()).isLessThanOrEqualTo(3L * segment);
            assertThat(Folder.segments(temp)).hasSizeLessThanOrEqualTo(3);
        }
        try (var open = new OpenLog(temp)) {
            assertThat(open.recovered).last().asString().startsWith("500=");
        }
    }

    @Test
    void accountsForEveryByteOfItsRoom() throws Exception {
        try (var open = new OpenLog(temp)) {
            for (var number = 1; number <= 2000; number++) {
                open.append(number, "x".repeat(number % 3000));
            }
            var segment = Folder.segments(temp).getLast();

            assertThat(open.log.state().freeBytes())
                    .isPositive()
                    .isLessThanOrEqualTo(100L * OpenLog.SEGMENT_BYTES
                            - open.log.state().usedBytes()
                            + 2L * Files.size(Segment.pathOf(temp, segment)));
        }
    }

    @Test
    void letsNoSecondWriterIn() throws Exception {
        try (var open = new OpenLog(temp)) {
            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(() -> new OpenLog(temp))
                    .withMessage("Another process writes to the journal in %s. Stop it, or configure another folder."
                            .formatted(temp));
            open.append(1, "still works");
        }
    }

    @Test
    void keepsItsFilesForItsOwner() throws Exception {
        var folder = temp.resolve("log");
        try (var open = new OpenLog(folder)) {
            open.append(1, "one");

            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
                    .isEqualTo("rwx------");
            try (var files = Files.list(folder)) {
                assertThat(files.toList())
                        .isNotEmpty()
                        .allSatisfy(
                                file -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                                        .isEqualTo("rw-------"));
            }
        }
    }

    @Test
    void acceptsNothingAfterClosing() throws Exception {
        var open = new OpenLog(temp);
        open.append(1, "one");
        open.close();

        assertThat(open.log.reserve(LogSettings.MAX_RECORD_BYTES)).isFalse();
        assertThat(open.log.state().problem())
                .isEqualTo("The journal in %s cannot be written any more: it is closed. Check the disk, then"
                                .formatted(temp)
                        + " start the gateway again.");
    }

    @Test
    void neverWritesAgainOnceAWriteFailed() throws Exception {
        try (var open = new OpenLog(temp)) {
            var committer = open.queue(1, "one").done().get(10, TimeUnit.SECONDS);
            var failing = open.reserved(2, "two");
            var later = open.reserved(3, "three");
            committer.interrupt(); // closes the file under it, as the nearest thing to a broken disk
            open.log.append(failing);
            committer.join(10_000);
            open.log.append(later);

            assertThat(failing.done()).isCompletedExceptionally();
            assertThat(later.done()).isCompletedExceptionally();
            assertThat(open.log.state().freeBytes()).isZero();
            assertThat(open.log.reserve(LogSettings.MAX_RECORD_BYTES)).isFalse();
            assertThat(open.log.state().problem())
                    .startsWith("The journal in %s cannot be written any more: ".formatted(temp))
                    .endsWith(". Check the disk, then start the gateway again.");
        }
        try (var open = new OpenLog(temp)) {
            assertThat(open.recovered).first().isEqualTo("1=one");
        }
    }

    @Test
    void sleepsWhenNothingIsAppended() throws Exception {
        try (var open = new OpenLog(temp)) {
            open.append(1, "one");
            var committer = open.queue(2, "two").done().get(10, TimeUnit.SECONDS);
            var threads = ManagementFactory.getThreadMXBean();
            var before = threads.getThreadCpuTime(committer.threadId());
            TimeUnit.MILLISECONDS.sleep(300);

            assertThat(threads.getThreadCpuTime(committer.threadId()) - before)
                    .as("CPU nanoseconds in 300 ms without work")
                    .isLessThan(3_000_000);
        }
    }
}

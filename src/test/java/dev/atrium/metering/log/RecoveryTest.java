package dev.atrium.metering.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is left after a kill or a loss of power, at every byte. */
class RecoveryTest {

    private static final List<String> ALL = List.of("1=one", "2=second", "3=the third");

    @TempDir
    private Path temp;

    private byte[] whole = {};
    private int[] ends = {};

    @BeforeEach
    void writeThreeRecords() throws Exception {
        var folder = temp.resolve("original");
        ends = new int[3];
        try (var open = new OpenLog(folder)) {
            open.append(1, "one");
            ends[0] = forcedLength(folder);
            open.append(2, "second");
            ends[1] = forcedLength(folder);
            open.append(3, "the third");
            ends[2] = forcedLength(folder);
        }
        whole = Files.readAllBytes(Segment.pathOf(folder, 1));
        assertThat(whole).hasSize(ends[2]);
    }

    @Test
    void keepsWholeRecordsOfASegmentCutAtAnyByte() throws Exception {
        for (var length = 0; length <= whole.length; length++) {
            var folder = folderWith("cut" + length, Arrays.copyOf(whole, length));

            try (var open = new OpenLog(folder)) {
                assertThat(open.recovered).as("cut to %d bytes", length).isEqualTo(ALL.subList(0, records(length)));
                assertThat(open.log.damages()).isEmpty();
            }
        }
    }

    @Test
    void keepsWholeRecordsOfATailThatIsGarbageFromAnyByteOfTheLastBatch() throws Exception {
        var random = new Random(7);
        for (var at = ends[1]; at < whole.length; at++) {
            var torn = Arrays.copyOf(whole, whole.length + 500);
            for (var i = at; i < torn.length; i++) {
                torn[i] = (byte) random.nextInt(1, 256);
            }
            var folder = folderWith("torn" + at, torn);

            try (var open = new OpenLog(folder)) {
                assertThat(open.recovered).as("garbage from %d", at).isEqualTo(ALL.subList(0, 2));
            }
        }
    }

    @Test
    void writesBehindATornTailWithoutEverReadingIt() throws Exception {
        var folder = folderWith("torn", Arrays.copyOf(whole, ends[2] - 3));
        try (var open = new OpenLog(folder)) {
            open.append(3, "another third");
        }

        try (var open = new OpenLog(folder)) {
            assertThat(open.recovered).containsExactly("1=one", "2=second", "3=another third");
            assertThat(open.read()).containsExactly("1=one", "2=second", "3=another third");
        }
    }

    @Test
    void reportsDamageOfWhatHadBeenForcedAndKeepsTheRest() throws Exception {
        for (var at = Segment.HEADER_BYTES; at < ends[0]; at++) {
            var damaged = whole.clone();
            damaged[at] ^= 0x55;
            var folder = folderWith("damaged" + at, damaged);

            try (var open = new OpenLog(folder)) {
                assertThat(open.recovered).as("byte %d flipped", at).contains("2=second", "3=the third");
                assertThat(open.log.damages()).as("byte %d flipped", at).isNotEmpty();
                assertThat(open.read()).isEqualTo(open.recovered);
            }
        }
    }

    @Test
    void namesTheDamagedPlace() throws Exception {
        var damaged = whole.clone();
        damaged[ends[0] + Frames.OVERHEAD + Frames.OVERHEAD] ^= 1;
        var folder = folderWith("damaged", damaged);

        try (var open = new OpenLog(folder)) {
            assertThat(open.recovered).containsExactly("1=one", "3=the third");
            assertThat(open.log.damages())
                    .containsExactly(
                            "%s is damaged at byte %d".formatted(Segment.pathOf(folder, 1), ends[0] + Frames.OVERHEAD));
        }
    }

    /** The force that would have made both good never returned: none of it was promised. */
    @Test
    void blamesNoDiskForALazyRecordThatIsLostWithTheBatchBehindIt() throws Exception {
        var folder = temp.resolve("lazy");
        var settings = new LogSettings(folder, OpenLog.SEGMENT_BYTES, 100L * OpenLog.SEGMENT_BYTES, 0, true);
        var lazy = new TextRecord(2, "lazy", 0);
        try (var log = new SegmentedLog(settings, (_, _, _) -> {}, () -> true, (_, _) -> {})) {
            append(log, new TextRecord(1, "one", 0));
            var forced = forcedLength(folder);
            log.appendLazily(lazy);
            lazy.done().get(10, TimeUnit.SECONDS);
            append(log, new TextRecord(3, "the third", 0));
            whole = Files.readAllBytes(Segment.pathOf(folder, 1));
            Arrays.fill(whole, forced, forced + Frames.OVERHEAD + "lazy".length(), (byte) 0);
        }

        try (var open = new OpenLog(folderWith("torn", whole))) {
            assertThat(open.recovered).containsExactly("1=one");
            assertThat(open.log.damages()).isEmpty();
        }
    }

    @Test
    void losesNothingForcedWhenTheRestIsCutAway() throws Exception {
        var folder = temp.resolve("forced");
        var copy = temp.resolve("copy");
        try (var open = new OpenLog(folder)) {
            for (var number = 1; number <= 300; number++) {
                open.append(number, "x".repeat(500));
            }
            open.log.reserve(LogSettings.MAX_RECORD_BYTES);
            open.log.appendLazily(new TextRecord(301, "lazy", LogSettings.MAX_RECORD_BYTES));
            copy(folder, copy);
        }
        ForcedFile.cutBack(copy);

        try (var open = new OpenLog(copy)) {
            assertThat(open.recovered)
                    .isEqualTo(LongStream.rangeClosed(1, 300)
                            .mapToObj(number -> number + "=" + "x".repeat(500))
                            .toList());
        }
    }

    @Test
    void recoversTheSameAgainWhenRecoveryItselfIsInterrupted() throws Exception {
        var folder = folderWith("torn", Arrays.copyOf(whole, ends[2] - 1));
        new Recovery(folder, (_, _, _) -> {}).run();

        try (var open = new OpenLog(folder)) {
            assertThat(open.recovered).isEqualTo(ALL.subList(0, 2));
        }
    }

    private static void append(SegmentedLog log, TextRecord record) throws Exception {
        log.append(record);
        record.done().get(10, TimeUnit.SECONDS);
    }

    private int records(int length) {
        var records = 0;
        for (var end : ends) {
            records += end <= length ? 1 : 0;
        }
        return records;
    }

    private Path folderWith(String name, byte[] segment) throws IOException {
        var folder = Files.createDirectory(temp.resolve(name));
        Files.write(Segment.pathOf(folder, 1), segment);
        return folder;
    }

    private static int forcedLength(Path folder) throws IOException {
        try (var file = new RandomAccessFile(folder.resolve("forced").toFile(), "r")) {
            return (int) file.readLong();
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectory(to);
        try (var files = Files.list(from)) {
            for (var file : files.filter(file -> !file.endsWith("lock")).toList()) {
                Files.copy(file, to.resolve(file.getFileName().toString()));
            }
        }
    }
}

package dev.atrium.metering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.atrium.metering.log.ForcedFile;
import dev.atrium.metering.log.LogPosition;
import dev.atrium.metering.log.LogSettings;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileJournalTest {

    private static final int SEGMENT_BYTES = 64 << 10;

    @TempDir
    private Path temp;

    private final Usages usages = new Usages();
    private Clock clock = Clock.systemUTC();

    @Test
    void numbersEventsWithoutGapsAcrossRestarts() throws Exception {
        var numbers = new ArrayList<Long>();
        for (var run = 0; run < 3; run++) {
            try (var journal = open()) {
                numbers.add(delivered(journal).sequence());
                numbers.add(delivered(journal).sequence());
            }
        }

        assertThat(numbers).containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
    }

    @Test
    void keepsItsIdAcrossRestarts() throws Exception {
        var journal = open();
        journal.close();

        try (var again = open()) {
            assertThat(again.id()).isEqualTo(journal.id());
        }
    }

    @Test
    void givesIdsThatNeverGoBackInTime() throws Exception {
        UsageEvent first;
        UsageEvent second;
        try (var journal = open()) {
            first = delivered(journal);
        }
        clock = Clock.fixed(first.at().minus(Duration.ofHours(1)), ZoneOffset.UTC);
        try (var journal = open()) {
            second = delivered(journal);
        }

        assertThat(second.at()).isEqualTo(first.at());
    }

    @Test
    void goesOnFromItsLastEventAlthoughAllIsShippedAndItsNewestFileHoldsDeliveriesAlone() throws Exception {
        var perFile = eventsOfOneFile();
        var events = new ArrayList<UsageEvent>();
        try (var journal = open()) {
            var running = new ArrayList<Journal.Reservation>();
            for (var i = 0; i < perFile; i++) {
                running.add(reserved(journal));
                events.add(produced(running.getLast()));
            }
            running.forEach(Journal.Reservation::delivered);
        }
        try (var journal = open()) {
            journal.onShipped(perFile);
        }

        clock = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);
        try (var journal = open()) {
            assertThat(delivered(journal))
                    .returns(perFile + 1L, UsageEvent::sequence)
                    .returns(events.getLast().at(), UsageEvent::at);
        }
    }

    /** How many events of {@link Usages#completed} one file takes, written one by one. */
    private int eventsOfOneFile() throws Exception {
        var folder = temp.resolve("other");
        try (var journal = open(folder)) {
            for (var count = 0; ; count++) {
                produced(reserved(journal));
                if (forcedSegment(folder) == 2) {
                    return count;
                }
            }
        }
    }

    private static int forcedSegment(Path folder) throws IOException {
        return ByteBuffer.wrap(Files.readAllBytes(folder.resolve("forced"))).getInt();
    }

    private static Journal.Reservation reserved(Journal journal) {
        return await().pollInterval(Duration.ofMillis(1))
                .until(journal::reserve, Optional::isPresent)
                .orElseThrow();
    }

    @Test
    void knowsWhichAnswersWereDelivered() throws Exception {
        UsageEvent delivered;
        UsageEvent cut;
        try (var journal = open()) {
            delivered = delivered(journal);
            cut = produced(journal.reserve().orElseThrow());
            delivered(journal);
        }

        try (var journal = open()) {
            assertThat(journal.deliveries().isUnconfirmed(delivered.sequence())).isFalse();
            assertThat(journal.deliveries().isUnconfirmed(cut.sequence())).isTrue();
            assertThat(journal.state().undelivered()).isZero();
        }
    }

    @Test
    void countsAnswersThatAreStillBeingWritten() throws Exception {
        try (var journal = open()) {
            var reservation = journal.reserve().orElseThrow();
            var event = produced(reservation);
            var whileWritten = journal.state();
            reservation.delivered();

            assertThat(whileWritten.appended()).isEqualTo(event.sequence());
            assertThat(whileWritten.forced()).isEqualTo(event.sequence());
            assertThat(whileWritten.undelivered()).isOne();
            assertThat(journal.state().undelivered()).isZero();
        }
    }

    @Test
    void treatsAnAnswerThatWasLeftAloneAsUnconfirmed() throws Exception {
        try (var journal = open()) {
            var reservation = journal.reserve().orElseThrow();
            var event = produced(reservation);
            reservation.close();

            assertThat(journal.deliveries().isOpen(event.sequence())).isFalse();
            assertThat(journal.deliveries().isUnconfirmed(event.sequence())).isTrue();
        }
    }

    @Test
    void givesBackTheRoomOfWhatWasNeverProduced() throws Exception {
        try (var journal = open()) {
            var before = journal.state().freeBytes();
            var reservation = journal.reserve().orElseThrow();
            var held = journal.state().freeBytes();
            reservation.close();
            reservation.close();

            assertThat(held).isEqualTo(before - FileJournal.PRODUCED_BYTES - FileJournal.DELIVERED_BYTES);
            assertThat(journal.state().freeBytes()).isEqualTo(before);
        }
    }

    @Test
    void producesOnceOnly() throws Exception {
        try (var journal = open()) {
            var reservation = journal.reserve().orElseThrow();
            produced(reservation);

            assertThatExceptionOfType(IllegalStateException.class)
                    .isThrownBy(() -> reservation.produced(usages.failed()))
                    .withMessage("This reservation was used or closed before.");
        }
    }

    @Test
    void refusesNewRequestsWhenFullAndLosesNoRunningOne() throws Exception {
        try (var journal = new FileJournal(
                new LogSettings(temp, SEGMENT_BYTES, 2L * SEGMENT_BYTES, 0, false), clock, (_, _) -> {})) {
            var running = reserveAll(journal);
            var refused = journal.reserve();
            for (var reservation : running) {
                produced(reservation);
                reservation.delivered();
            }

            assertThat(running).hasSizeGreaterThan(20);
            assertThat(refused).isEmpty();
            assertThat(journal.state().forced()).isEqualTo(running.size());
        }
    }

    @Test
    void tellsThatItHasNoRoomOnceItRefuses() throws Exception {
        try (var journal = open()) {
            assertThat(journal.state().freeBytes()).isPositive();

            journal.refuse("It is of another life.");

            assertThat(journal.reserve()).isEmpty();
            assertThat(journal.state().freeBytes()).isZero();
            assertThat(journal.state().problem()).isEqualTo("It is of another life.");
        }
    }

    @Test
    void failsTheAnswerWhoseEventIsTooLong() throws Exception {
        try (var journal = open()) {
            var reservation = journal.reserve().orElseThrow();
            var tooLong = usages.with(UsageStatus.COMPLETED, "a".repeat(5000), List.of());
            var result = reservation.produced(tooLong);

            assertThatExceptionOfType(ExecutionException.class)
                    .isThrownBy(() -> result.get(10, TimeUnit.SECONDS))
                    .withMessage("java.lang.IllegalArgumentException: record: too long (expected: <= 4062 bytes)");
            assertThat(delivered(journal).sequence()).isOne();
        }
    }

    @Test
    void survivesKillsAtRandomMomentsWithoutLosingWhatWasPromised() throws Exception {
        var random = new Random(11);
        var promised = new HashMap<Long, UsageEvent>();
        var folder = temp.resolve("0");
        for (var run = 1; run <= 30; run++) {
            var next = temp.resolve(String.valueOf(run));
            try (var journal = open(folder)) {
                assertThat(eventsOf(journal)).isEqualTo(promised);
                for (var i = random.nextInt(60); i > 0; i--) {
                    var reservation = journal.reserve().orElseThrow();
                    var event = produced(reservation);
                    promised.put(event.sequence(), event);
                    if (random.nextBoolean()) {
                        reservation.delivered();
                    }
                }
                copyAsKilled(folder, next);
            }
            folder = next;
        }
        assertThat(promised).hasSizeGreaterThan(300);
    }

    private static List<Journal.Reservation> reserveAll(Journal journal) {
        var reservations = new ArrayList<Journal.Reservation>();
        while (true) {
            var isFull = !journal.state().problem().isEmpty();
            var reservation = journal.reserve();
            if (reservation.isEmpty() && isFull) {
                return reservations;
            }
            reservation.ifPresent(reservations::add);
        }
    }

    private FileJournal open() throws IOException {
        return open(temp.resolve("journal"));
    }

    private FileJournal open(Path folder) throws IOException {
        return new FileJournal(
                new LogSettings(folder, SEGMENT_BYTES, 100L * SEGMENT_BYTES, 0, true), clock, (_, _) -> {});
    }

    private UsageEvent delivered(Journal journal) throws Exception {
        var reservation = journal.reserve().orElseThrow();
        var event = produced(reservation);
        reservation.delivered();
        return event;
    }

    private UsageEvent produced(Journal.Reservation reservation) throws Exception {
        return reservation.produced(usages.completed(3, 5)).get(10, TimeUnit.SECONDS);
    }

    private static Map<Long, UsageEvent> eventsOf(FileJournal journal) throws IOException {
        var events = new HashMap<Long, UsageEvent>();
        try (var reader = journal.reader()) {
            reader.read(LogPosition.START, (type, number, payload) -> {
                if (type == FileJournal.PRODUCED) {
                    events.put(number, UsageCodec.decode(journal.id(), number, payload));
                }
                return true;
            });
        }
        return events;
    }

    /** The files as a kill and a loss of power may leave them: nothing beyond what was forced. */
    private static void copyAsKilled(Path from, Path to) throws IOException {
        Files.createDirectory(to);
        try (var files = Files.list(from)) {
            for (var file : files.filter(file -> !file.endsWith("lock")).toList()) {
                Files.copy(file, to.resolve(file.getFileName().toString()));
            }
        }
        ForcedFile.cutBack(to);
    }

    @Test
    void saysWhenTheEventWas() throws Exception {
        clock = Clock.fixed(Instant.parse("2099-01-02T03:04:05.678Z"), ZoneOffset.UTC);
        try (var journal = open()) {
            assertThat(delivered(journal).at()).isEqualTo(Instant.parse("2099-01-02T03:04:05.678Z"));
        }
    }
}

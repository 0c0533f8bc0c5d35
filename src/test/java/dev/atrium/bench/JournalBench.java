package dev.atrium.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.springframework.util.FileSystemUtils;

/**
 * Compares our log with the journal of ActiveMQ Artemis and with RocksDB: how long one durable append of a usage
 * event takes with 1, 64 and 256 writers, how many there are per second, and what an idle log costs.
 *
 * <p>Contenders take turns within each round, so that what else the machine does meets them alike; the median of
 * the rounds counts.
 */
public final class JournalBench {

    private static final int ENTRY_BYTES = 400;
    private static final int ROUNDS = 3;
    private static final int FORCES = 301;

    /** Artemis' set-up would choose about the time of one force; shorter than that on most disks, in its favor. */
    private static final Duration GATHERING = Duration.ofNanos(100_000);

    private static final List<Integer> WRITERS = List.of(1, 64, 256);
    private static final Duration WARM_UP = Duration.ofSeconds(1);
    private static final Duration MEASURED = Duration.ofSeconds(3);
    private static final Duration IDLE = Duration.ofSeconds(3);

    private final Path folder;

    private JournalBench(Path folder) {
        this.folder = folder;
    }

    /** @param args a folder on the disk to measure, or nothing for {@code target} */
    public static void main(String[] args) throws Exception {
        var parent = Path.of(args.length > 0 ? args[0] : "target");
        var folder = Files.createTempDirectory(Files.createDirectories(parent), "journal-bench");
        try {
            new JournalBench(folder).run();
        } finally {
            FileSystemUtils.deleteRecursively(folder);
        }
    }

    private enum Contender {
        OWN,
        ARTEMIS,
        ROCKSDB
    }

    private record Result(long p50Micros, long p99Micros, long perSecond, double cpuMicrosPerRecord) {}

    private void run() throws Exception {
        System.out.printf(
                "%d processors, one force of %d bytes: p50 %d us%n",
                Runtime.getRuntime().availableProcessors(), ENTRY_BYTES, TimeUnit.NANOSECONDS.toMicros(medianForce()));
        var line = new StringBuilder("journal_compare");
        for (var writers : WRITERS) {
            for (var result : medians(writers).entrySet()) {
                append(line, result.getKey(), writers, result.getValue());
            }
        }
        for (var contender : Contender.values()) {
            line.append(" %s_idle_cpu_ms_per_s=%.1f".formatted(name(contender), idleCpu(contender)));
        }
        System.out.println(line);
    }

    private Map<Contender, Result> medians(int writers) throws Exception {
        var results = new LinkedHashMap<Contender, List<Result>>();
        for (var round = 0; round < ROUNDS; round++) {
            for (var contender : Contender.values()) {
                var result = measure(contender, writers);
                System.out.printf("%d writers, %s: %s%n", writers, name(contender), result);
                results.computeIfAbsent(contender, _ -> new ArrayList<>()).add(result);
            }
        }
        var medians = new LinkedHashMap<Contender, Result>();
        results.forEach((contender, all) -> medians.put(contender, median(all)));
        return medians;
    }

    private static Result median(List<Result> results) {
        return new Result(
                results.stream().mapToLong(Result::p50Micros).sorted().toArray()[ROUNDS / 2],
                results.stream().mapToLong(Result::p99Micros).sorted().toArray()[ROUNDS / 2],
                results.stream().mapToLong(Result::perSecond).sorted().toArray()[ROUNDS / 2],
                results.stream()
                        .mapToDouble(Result::cpuMicrosPerRecord)
                        .sorted()
                        .toArray()[ROUNDS / 2]);
    }

    private static void append(StringBuilder line, Contender contender, int writers, Result result) {
        // One writer is the plain figure of the result line; more are named.
        var suffix = writers == 1 ? "" : "_" + writers;
        line.append(" %1$s%2$s_p50_us=%3$d %1$s%2$s_p99_us=%4$d %1$s%2$s_per_s=%5$d %1$s%2$s_cpu_us=%6$.0f"
                .formatted(
                        name(contender),
                        suffix,
                        result.p50Micros(),
                        result.p99Micros(),
                        result.perSecond(),
                        result.cpuMicrosPerRecord()));
    }

    private Result measure(Contender contender, int writers) throws Exception {
        var place = Files.createTempDirectory(folder, name(contender));
        try (var log = open(contender, place)) {
            appendFor(log, writers, WARM_UP);
            var cpu = processCpuNanos();
            var latencies = appendFor(log, writers, MEASURED);
            var cpuMicros = (processCpuNanos() - cpu) / 1e3;
            Arrays.sort(latencies);
            return new Result(
                    TimeUnit.NANOSECONDS.toMicros(latencies[latencies.length / 2]),
                    TimeUnit.NANOSECONDS.toMicros(latencies[latencies.length * 99 / 100]),
                    latencies.length / MEASURED.toSeconds(),
                    cpuMicros / latencies.length);
        } finally {
            FileSystemUtils.deleteRecursively(place);
        }
    }

    private DurableLog open(Contender contender, Path place) throws Exception {
        return switch (contender) {
            case OWN -> new OwnLog(place);
            case ARTEMIS -> new ArtemisLog(place, GATHERING);
            case ROCKSDB -> new RocksLog(place);
        };
    }

    /** Appends from {@code writers} threads for a time; returns all latencies in nanoseconds. */
    private static long[] appendFor(DurableLog log, int writers, Duration time) throws InterruptedException {
        var end = System.nanoTime() + time.toNanos();
        var all = new ArrayList<long[]>();
        var done = new CountDownLatch(writers);
        for (var i = 0; i < writers; i++) {
            Thread.ofPlatform().daemon().start(() -> {
                var latencies = appendUntil(log, end);
                synchronized (all) {
                    all.add(latencies);
                }
                done.countDown();
            });
        }
        done.await();
        synchronized (all) {
            return all.stream().flatMapToLong(Arrays::stream).toArray();
        }
    }

    private static long[] appendUntil(DurableLog log, long end) {
        var entry = new byte[ENTRY_BYTES];
        new Random(1).nextBytes(entry);
        var latencies = new long[1024];
        var count = 0;
        try {
            for (var began = System.nanoTime(); began < end; began = System.nanoTime()) {
                log.append(entry);
                if (count == latencies.length) {
                    latencies = Arrays.copyOf(latencies, 2 * count);
                }
                latencies[count++] = System.nanoTime() - began;
            }
        } catch (Exception e) {
            throw new IllegalStateException("A contender failed.", e);
        }
        return Arrays.copyOf(latencies, count);
    }

    /** CPU milliseconds per second that the process uses while the log is open and nothing is appended. */
    private double idleCpu(Contender contender) throws Exception {
        var place = Files.createTempDirectory(folder, name(contender));
        try (var log = open(contender, place)) {
            log.append(new byte[ENTRY_BYTES]);
            TimeUnit.SECONDS.sleep(1);
            var before = processCpuNanos();
            TimeUnit.NANOSECONDS.sleep(IDLE.toNanos());
            return (processCpuNanos() - before) / 1e6 / IDLE.toSeconds();
        } finally {
            FileSystemUtils.deleteRecursively(place);
        }
    }

    private static long processCpuNanos() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }

    /** What the disk itself takes, in nanoseconds. */
    private long medianForce() throws IOException {
        var nanos = new long[FORCES];
        var file = folder.resolve("force");
        try (var channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.allocate(1 << 20), 0);
            channel.force(true);
            for (var i = 0; i < 2 * FORCES; i++) {
                var began = System.nanoTime();
                channel.write(ByteBuffer.allocate(ENTRY_BYTES), (long) i * ENTRY_BYTES);
                channel.force(false);
                nanos[i % FORCES] = System.nanoTime() - began; // the first half only warms up
            }
        }
        Files.delete(file);
        Arrays.sort(nanos);
        return nanos[nanos.length / 2];
    }

    private static String name(Contender contender) {
        return switch (contender) {
            case OWN -> "own";
            case ARTEMIS -> "artemis";
            case ROCKSDB -> "rocksdb";
        };
    }
}

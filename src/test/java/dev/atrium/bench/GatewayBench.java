package dev.atrium.bench;

import dev.atrium.testing.TestMySql;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * What the gateway costs, as a multiple of nginx in the same run. The rules, so that nothing can be gamed:
 *
 * <p>The gateway is the real role in a JVM of its own, with 10,000 keys, the journal forced to disk, and the shipper
 * to MySQL; its access log is off, as nginx' is. CPU is user and system time of the whole process from the kernel,
 * garbage collection, compiler and journal included; nginx' is that of all its processes. Closed loop, 0.9 KB in,
 * 634 bytes out, after a warm-up of 100,000 requests; three rounds in which both take turns; medians. nginx' own
 * cost must lie within 0.02 to 0.04 ms per request, else the run is void. nginx checks no key and reads no JSON: it
 * is a lower bound, no peer.
 *
 * <p>{@code added} is the latency at a fixed 1,000 requests a second, from the moment each was due, minus that of
 * the engine asked directly. Chunks: 50 streams, 5 ms apart; the median gap must be the engine's, else coalescing
 * would win. Memory: 2,000 open streams, live heap after full collections plus direct memory, minus the same with
 * none; closing them must return to the base.
 *
 * <p>Needs nginx and gcc. Arguments: {@code --quick} for a tenth of the requests, which proves nothing.
 */
public final class GatewayBench {

    private static final int NGINX_PORT = 17_480;
    private static final int ENGINE_PORT = 17_490;
    private static final int ROUNDS = 3;
    private static final int OPEN_STREAMS = 2_000;
    private static final double CPU_C256_GATE = 4.0;
    private static final double CPU_C64_GATE = 5.5;
    private static final double CHUNK_GATE = 2.5;

    private final Path folder;
    private final Load load;
    private final GatewayChild gateway;
    private final Child nginx;
    private final Path plain;
    private final Path stream;
    private final Path slow;
    private final int scale;

    private GatewayBench(Programs programs, GatewayChild gateway, Child nginx, String secret, int scale)
            throws IOException {
        this.folder = programs.folder();
        this.load = programs.load();
        this.gateway = gateway;
        this.nginx = nginx;
        this.scale = scale;
        this.plain = request("plain", secret, "", "keep-alive");
        this.stream = request("stream", secret, "\"stream\":true,", "close");
        this.slow = request("slow", secret, "\"stream\":true,\"user\":\"slow\",", "close");
    }

    public static void main(String[] args) throws Exception {
        for (var tool : List.of("nginx", "gcc")) {
            if (!isThere(tool)) {
                System.out.println("This bench needs " + tool + ". Install Debian's package '" + tool + "'.");
                System.exit(1);
            }
        }
        var programs = Programs.compile("gateway");
        var folder = programs.folder();
        try (var worker = new WorkerKey();
                var engine = programs.engine(ENGINE_PORT, worker);
                var nginx = Child.start(
                        folder,
                        List.of(
                                "nginx",
                                "-p",
                                folder.toString(),
                                "-c",
                                Programs.SOURCES.resolve("nginx.conf").toString(),
                                "-g",
                                "daemon off;"))) {
            var seed = Seed.sow(
                    TestMySql.db(),
                    new JdbcTemplate(TestMySql.source()),
                    10_000,
                    "http://127.0.0.1:" + ENGINE_PORT,
                    worker.publicKey());
            try (var gateway = GatewayChild.start(folder)) {
                var quick = args.length > 0 && args[0].equals("--quick");
                new GatewayBench(programs, gateway, nginx, seed.secret(0), quick ? 10 : 1).run();
            }
            if (!engine.isAlive()) {
                System.out.println("The engine died; the run is void.");
            }
        }
        System.exit(0);
    }

    private void run() throws IOException, InterruptedException {
        System.out.println("warming up with 100000 requests and 20 s of streams");
        load.run("closed", gateway.port(), plain, 64, 100_000 / scale);
        load.run("streams", gateway.port(), stream, 50, 20 / scale + 1);
        load.run("closed", NGINX_PORT, plain, 64, 20_000 / scale);
        var c256 = compareClosed(256);
        var c64 = compareClosed(64);
        var chunks = compareChunks();
        var fdatasync = fdatasync();
        var added = added();
        var perStream = bytesPerStream();
        var bad = c256 > CPU_C256_GATE || c64 > CPU_C64_GATE || chunks > CHUNK_GATE;
        System.out.println(bad ? "a gate is missed (4.0, 5.5, 2.5)" : "all gates hold (4.0, 5.5, 2.5)");
        System.out.printf(
                Locale.ROOT,
                "gateway cpu_x_nginx_c256=%.2f cpu_x_nginx_c64=%.2f chunk_cpu_x_nginx=%.2f added_p50_us=%d"
                        + " added_p99_us=%d kb_per_stream=%.1f fdatasync_p50_us=%d%n",
                c256,
                c64,
                chunks,
                added.p50(),
                added.p99(),
                perStream / 1024.0,
                fdatasync);
    }

    /** CPU per request, gateway over nginx. */
    private double compareClosed(int connections) throws IOException, InterruptedException {
        var ours = new double[ROUNDS];
        var theirs = new double[ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            theirs[round] = closed("nginx", nginx, NGINX_PORT, connections, 100_000 / scale);
            ours[round] = closed("gateway", gateway.process(), gateway.port(), connections, 50_000 / scale);
        }
        var nginxMillis = median(theirs);
        if (nginxMillis < 0.02 || nginxMillis > 0.04) {
            System.out.printf(
                    Locale.ROOT, "VOID: nginx took %.4f ms per request (expected: 0.02 to 0.04)%n", nginxMillis);
        }
        return median(ours) / nginxMillis;
    }

    private double closed(String name, Child process, int port, int connections, int count)
            throws IOException, InterruptedException {
        var before = process.cpu();
        var result = load.run("closed", port, plain, connections, count);
        var millis = perUnit(process.cpu().minus(before), result.answers());
        System.out.printf(
                Locale.ROOT,
                "%-8s c=%-4d %.4f ms CPU per request, %d requests/s, p50 %d us, p99 %d us, errors %d%n",
                name,
                connections,
                millis,
                result.perSecond(),
                result.p50(),
                result.p99(),
                result.errors());
        return millis;
    }

    private double compareChunks() throws IOException, InterruptedException {
        var ours = new double[ROUNDS];
        var theirs = new double[ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            theirs[round] = chunks("nginx", nginx, NGINX_PORT);
            ours[round] = chunks("gateway", gateway.process(), gateway.port());
        }
        return median(ours) / median(theirs);
    }

    private double chunks(String name, Child process, int port) throws IOException, InterruptedException {
        var before = process.cpu();
        var result = load.run("streams", port, stream, 50, 10 / scale + 2);
        var millis = perUnit(process.cpu().minus(before), result.chunks());
        System.out.printf(
                Locale.ROOT,
                "%-8s %.4f ms CPU per chunk, %d chunks, median gap %d us, errors %d%n",
                name,
                millis,
                result.chunks(),
                result.gapP50(),
                result.errors());
        return millis;
    }

    /** Latency at 1,000 requests a second beyond that of the engine itself. */
    private Load.Result added() throws IOException, InterruptedException {
        var seconds = 10 / scale + 2;
        var direct = load.run("open", ENGINE_PORT, plain, 1_000, seconds);
        var ours = load.run("open", gateway.port(), plain, 1_000, seconds);
        System.out.printf(
                Locale.ROOT,
                "at 1000/s: direct p50 %d us, p99 %d us; gateway p50 %d us, p99 %d us, errors %d%n",
                direct.p50(),
                direct.p99(),
                ours.p50(),
                ours.p99(),
                ours.errors());
        return new Load.Result(
                ours.answers(),
                ours.errors(),
                0,
                ours.micros(),
                ours.p50() - direct.p50(),
                ours.p99() - direct.p99(),
                0);
    }

    private double bytesPerStream() throws IOException, InterruptedException {
        var base = gateway.liveBytes();
        double held;
        try (var open = Child.start(folder, load.command("hold", gateway.port(), slow, OPEN_STREAMS, 15))) {
            Thread.sleep(Duration.ofSeconds(8));
            held = gateway.liveBytes() - base;
            System.out.printf("holding %d streams: %s%n", OPEN_STREAMS, open.isAlive() ? "open" : "NOT open");
        }
        Thread.sleep(Duration.ofSeconds(8));
        var after = gateway.liveBytes();
        System.out.printf(
                Locale.ROOT,
                "live memory: %.1f MB with none, %.1f MB more with %d streams, %.1f MB after closing them%n",
                base / 1e6,
                held / 1e6,
                OPEN_STREAMS,
                after / 1e6);
        return held / OPEN_STREAMS;
    }

    /** What the disk itself takes to force 4 KB: the median in microseconds. */
    private long fdatasync() throws IOException {
        var samples = new ArrayList<Long>();
        try (var file =
                FileChannel.open(folder.resolve("fdatasync"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            for (int i = 0; i < 500; i++) {
                file.write(ByteBuffer.allocate(4096));
                var start = System.nanoTime();
                file.force(false);
                samples.add((System.nanoTime() - start) / 1_000);
            }
        }
        samples.sort(null);
        System.out.printf("fdatasync: p50 %d us, p99 %d us%n", samples.get(250), samples.get(495));
        return samples.get(250);
    }

    private Path request(String name, String secret, String fields, String connection) throws IOException {
        return Files.writeString(folder.resolve(name), request(secret, fields, connection), StandardCharsets.US_ASCII);
    }

    /** 0.9 KB: a chat of one message. */
    static String request(String secret, String fields, String connection) {
        var body = "{\"model\":\"%s\",%s\"messages\":[{\"role\":\"user\",\"content\":\"%s\"}]}"
                .formatted(
                        Seed.MODEL, fields, "All the world's a stage, and all the men and women players. ".repeat(9));
        var head = """
                POST /v1/chat/completions HTTP/1.1
                host: 127.0.0.1
                connection: %s
                content-type: application/json
                authorization: Bearer %s
                content-length: %d

                """.formatted(connection, secret, body.length());
        return head.replace("\n", "\r\n") + body;
    }

    private static double perUnit(Duration cpu, long count) {
        return cpu.toNanos() / 1e6 / Math.max(1, count);
    }

    private static double median(double[] values) {
        var sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    private static boolean isThere(String tool) {
        return Arrays.stream(System.getenv("PATH").split(":"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, tool)));
    }
}

package dev.atrium.bench;

import dev.atrium.TestRoles;
import dev.atrium.keys.ApiKeys;
import dev.atrium.shared.Actor;
import dev.atrium.testing.TestMySql;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * How long a revoked key still works: 100 revocations while the gateway is under load. The portal that revokes runs
 * in this JVM, the gateway in another; they share MySQL and nothing else. Each key has a stream that runs; measured
 * is the time from the call of {@code revoke} to the end of that stream and to the first refusal, the later of the
 * two. Gate: 1,000 ms.
 *
 * <p>Needs gcc. The last line is {@code revoke max_ms=...}.
 */
public final class RevokeBench {

    private static final int ENGINE_PORT = 17_491;
    private static final int REVOCATIONS = 100;
    private static final int LOAD_PER_SECOND = 200;
    private static final long GATE_MILLIS = 1_000;

    private final Seed seed;
    private final ApiKeys keys;
    private final int port;

    private RevokeBench(Seed seed, ApiKeys keys, int port) {
        this.seed = seed;
        this.keys = keys;
        this.port = port;
    }

    public static void main(String[] args) throws Exception {
        var programs = Programs.compile("revoke");
        var folder = programs.folder();
        try (var worker = new WorkerKey();
                var _ = programs.engine(ENGINE_PORT, worker)) {
            var seed = Seed.sow(
                    TestMySql.db(),
                    new JdbcTemplate(TestMySql.source()),
                    REVOCATIONS + 1,
                    "http://127.0.0.1:" + ENGINE_PORT,
                    worker.publicKey());
            try (var portal = TestRoles.start(Files.createDirectories(folder.resolve("portal")), "portal");
                    var gateway = GatewayChild.start(Files.createDirectories(folder.resolve("gateway")));
                    var _ = Child.start(
                            folder,
                            programs.load()
                                    .command(
                                            "open",
                                            gateway.port(),
                                            request(folder, seed),
                                            LOAD_PER_SECOND,
                                            Duration.ofMinutes(10).toSeconds()))) {
                new RevokeBench(seed, portal.context().getBean(ApiKeys.class), gateway.port()).run();
            }
        }
        System.exit(0);
    }

    private void run() throws IOException {
        var millis = new ArrayList<Long>();
        for (int i = 1; i <= REVOCATIONS; i++) {
            millis.add(revoke(i));
        }
        millis.sort(null);
        System.out.printf(
                "%d revocations at %d requests/s: p50 %d ms, p90 %d ms%s%n",
                millis.size(),
                LOAD_PER_SECOND,
                millis.get(REVOCATIONS / 2),
                millis.get(REVOCATIONS * 9 / 10),
                millis.getLast() > GATE_MILLIS ? "; the gate of 1000 ms is missed" : "");
        System.out.printf("revoke max_ms=%d%n", millis.getLast());
    }

    /** Milliseconds from the revocation until neither a running stream nor a new call goes on. */
    private long revoke(int number) throws IOException {
        try (var stream = new Socket(InetAddress.getLoopbackAddress(), port)) {
            send(stream, number, "\"stream\":true,\"user\":\"slow\",");
            var reader = new BufferedReader(new InputStreamReader(stream.getInputStream(), StandardCharsets.US_ASCII));
            readUntil(reader, "data:");
            var start = System.nanoTime();
            keys.revoke(new Actor.LocalOperator(), seed.tenant(), seed.key(number));
            readUntil(reader, "revoked_api_key");
            while (!isRefused(number)) {
                Thread.onSpinWait();
            }
            return Duration.ofNanos(System.nanoTime() - start).toMillis();
        }
    }

    private boolean isRefused(int number) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            send(socket, number, "");
            var status = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
                    .readLine();
            return status.contains(" 401 ");
        }
    }

    private void send(Socket socket, int number, String fields) throws IOException {
        socket.setSoTimeout(30_000);
        socket.getOutputStream()
                .write(GatewayBench.request(seed.secret(number), fields, "close")
                        .getBytes(StandardCharsets.US_ASCII));
    }

    private static void readUntil(BufferedReader reader, String mark) throws IOException {
        for (var line = reader.readLine(); ; line = reader.readLine()) {
            if (line == null) {
                throw new IOException("the stream ended without '" + mark + "'");
            }
            if (line.contains(mark)) {
                return;
            }
        }
    }

    private static Path request(Path folder, Seed seed) throws IOException {
        return Files.writeString(folder.resolve("plain"), GatewayBench.request(seed.secret(0), "", "keep-alive"));
    }
}

package dev.atrium.bench;

import dev.atrium.testing.FreePorts;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The real gateway role in a process of its own, as {@code ./atrium run} starts it, on real MySQL. */
final class GatewayChild implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Child child;
    private final int port;
    private final int operationsPort;

    private GatewayChild(Child child, int port, int operationsPort) {
        this.child = child;
        this.port = port;
        this.operationsPort = operationsPort;
    }

    /** Returns once it is ready. */
    static GatewayChild start(Path home) throws IOException, InterruptedException {
        var ports = FreePorts.take(2);
        var child = Child.start(
                home,
                Roles.command(
                        "gateway",
                        home,
                        List.of("-Xms512m", "-Xmx1g", "-XX:+UseParallelGC", "-Dio.netty.leakDetection.level=disabled"),
                        List.of(
                                "--atrium.gateway.port=" + ports.get(0),
                                "--atrium.gateway.operations-port=" + ports.get(1),
                                // As nginx: no line for each request.
                                "--logging.level.dev.atrium.gateway.access=off")));
        var gateway = new GatewayChild(child, ports.get(0), ports.get(1));
        gateway.awaitReady();
        return gateway;
    }

    int port() {
        return port;
    }

    Child process() {
        return child;
    }

    /** Heap in use after a full collection plus direct memory, in bytes. */
    long liveBytes() throws IOException, InterruptedException {
        var jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        Child.run(List.of(jcmd, Long.toString(child.pid()), "GC.run"));
        Child.run(List.of(jcmd, Long.toString(child.pid()), "GC.run"));
        var metrics = get("/metrics");
        return metric(metrics, "jvm_memory_used_bytes{area=\"heap\"")
                + metric(metrics, "jvm_buffer_memory_used_bytes{id=\"direct\"");
    }

    private void awaitReady() throws IOException, InterruptedException {
        var end = System.nanoTime() + PATIENCE.toNanos();
        while (!isReady()) {
            if (System.nanoTime() > end || !child.isAlive()) {
                throw new IOException("the gateway did not become ready; see its log in the bench's folder");
            }
            Thread.sleep(200);
        }
    }

    private boolean isReady() throws InterruptedException {
        try {
            return get("/readyz").contains("\"ready\":true");
        } catch (IOException _) {
            return false;
        }
    }

    private String get(String path) throws IOException, InterruptedException {
        try (var client = HttpClient.newHttpClient()) {
            var uri = URI.create("http://127.0.0.1:" + operationsPort + path);
            return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString())
                    .body();
        }
    }

    private static long metric(String metrics, String start) {
        return metrics.lines()
                .filter(line -> line.startsWith(start))
                .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    @Override
    public void close() {
        child.close();
    }
}

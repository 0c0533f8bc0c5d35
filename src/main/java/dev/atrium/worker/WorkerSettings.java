package dev.atrium.worker;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Settings of a worker, {@code atrium.worker.*}.
 *
 * @param address        where gateways' calls are accepted; beyond loopback with TLS
 * @param port           the same; 0 takes a free one
 * @param advertisedHost the host that gateways are told to call; null: {@code address}
 * @param operationsPort health and metrics, on loopback; 0 takes a free one
 * @param portalUrl      the portal's workers' HTTP
 * @param plainHttp      whether {@code portalUrl} may be plain HTTP beyond loopback, where anybody on the way reads
 *                       files of models and changes what should run
 * @param joinTokenFile  holds the join token; it may appear later; null: {@code secrets/join-token} in the home
 * @param name           what people call this machine; null: its host name
 * @param data           identity, files of models; null: {@code worker} in the home
 * @param maxBody        longest request
 * @param slots          runs at once per model; 0: one per core
 * @param queue          requests that may wait per model
 * @param drain          how long running requests may take when the worker stops
 * @param signOfLife     gateways hear of a long computation at least this often; shorter than their idle timeout
 * @param chatMemory     what the running chats of one model may take besides its weights; 0: an eighth of the machine's
 */
@ConfigurationProperties("atrium.worker")
public record WorkerSettings(
        @DefaultValue("127.0.0.1") String address,
        @DefaultValue("7404") int port,
        @Nullable String advertisedHost,
        @DefaultValue("7405") int operationsPort,
        @DefaultValue("http://127.0.0.1:7400") URI portalUrl,
        @DefaultValue("false") boolean plainHttp,
        @Nullable Path joinTokenFile,
        @Nullable String name,
        @Nullable Path data,
        @DefaultValue("10MB") DataSize maxBody,
        @DefaultValue("0") int slots,
        @DefaultValue("256") int queue,
        @DefaultValue("5s") Duration drain,
        @DefaultValue("10s") Duration signOfLife,
        @DefaultValue("0B") DataSize chatMemory) {

    private static final Set<String> SCHEMES = Set.of("http", "https");
    private static final int MAX_PORT = 65_535;
    private static final int MAX_SLOTS = 1024;
    private static final int MAX_QUEUE = 100_000;
    private static final int MAX_NAME = 80;
    private static final int PART_FOR_CHATS = 8;

    public WorkerSettings {
        checkRange("port", port, 0, MAX_PORT);
        checkRange("operations-port", operationsPort, 0, MAX_PORT);
        checkRange("slots", slots, 0, MAX_SLOTS);
        checkRange("queue", queue, 1, MAX_QUEUE);
        if (portalUrl.getHost() == null || !portalUrl.isAbsolute() || !SCHEMES.contains(portalUrl.getScheme())) {
            throw new IllegalArgumentException(
                    "atrium.worker.portal-url: '%s' (expected: http or https with a host)".formatted(portalUrl));
        }
        if (portalUrl.getScheme().equals("http") && !plainHttp && !isLoopback(portalUrl)) {
            throw new IllegalArgumentException(
                    "atrium.worker.portal-url: '%s' (expected: https beyond this machine; on a network that you trust, set atrium.worker.plain-http to true)"
                            .formatted(portalUrl));
        }
        if (name != null && (name.isBlank() || name.length() > MAX_NAME)) {
            throw new IllegalArgumentException(
                    "atrium.worker.name: '%s' (expected: 1 to %d characters)".formatted(name, MAX_NAME));
        }
        if (maxBody.toBytes() < 1 || maxBody.toBytes() > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("atrium.worker.max-body: %s (expected: 1B to 2GB)".formatted(maxBody));
        }
        if (chatMemory.isNegative()) {
            throw new IllegalArgumentException("atrium.worker.chat-memory: %s (expected: >= 0B)".formatted(chatMemory));
        }
        if (!signOfLife.isPositive()) {
            throw new IllegalArgumentException("atrium.worker.sign-of-life: %s (expected: > 0)".formatted(signOfLife));
        }
        if (drain.isNegative()) {
            throw new IllegalArgumentException("atrium.worker.drain: %s (expected: >= 0)".formatted(drain));
        }
    }

    /** Where the worker keeps its identity and its files. */
    public Path dataIn(Path home) {
        return data == null ? home.resolve("worker") : data;
    }

    Path joinTokenFileIn(Path home) {
        return joinTokenFile == null ? home.resolve("secrets").resolve("join-token") : joinTokenFile;
    }

    boolean isLoopback() {
        try {
            return InetAddress.getByName(address).isLoopbackAddress();
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(
                    "atrium.worker.address: '%s' (expected: an address of this machine)".formatted(address), e);
        }
    }

    String nameOrHost() {
        if (name != null) {
            return name;
        }
        try {
            var host = InetAddress.getLocalHost().getHostName();
            return host.length() > MAX_NAME ? host.substring(0, MAX_NAME) : host;
        } catch (UnknownHostException _) {
            return "worker";
        }
    }

    int slotsOrCores() {
        return slots == 0 ? Runtime.getRuntime().availableProcessors() : slots;
    }

    long chatMemoryBytes() {
        return chatMemory.toBytes() == 0 ? Inventory.memoryBytes() / PART_FOR_CHATS : chatMemory.toBytes();
    }

    private static boolean isLoopback(URI uri) {
        var host = uri.getHost();
        try {
            return host.equals("localhost") || InetAddress.ofLiteral(host).isLoopbackAddress();
        } catch (IllegalArgumentException _) {
            return false; // a name, which may lead anywhere
        }
    }

    private static void checkRange(String key, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(
                    "atrium.worker.%s: %d (expected: %d to %d)".formatted(key, value, least, most));
        }
    }
}

package dev.atrium.gateway;

import dev.atrium.shared.Hosts;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How the gateway listens and what it bears.
 *
 * @param address          where it listens for callers; loopback unless configured
 * @param tlsInFront       whether callers come through something that speaks TLS; without it the gateway, which speaks
 *                         plain HTTP, listens on loopback only
 * @param port             for callers; 0 for any free one
 * @param operationsPort   for operators, on loopback only; 0 for any free one
 * @param maxBody          longest body of a request
 * @param maxAnswer        longest answer of an engine that is not streamed; it is held in memory
 * @param bufferBudget     bytes that bodies and collected answers may take together; null for a quarter of the heap
 * @param headersTimeout   how long a connection may stay without a complete request line and headers
 * @param bodyTimeout      how long a request's body may take
 * @param connectTimeout   how long connecting to a worker may take
 * @param firstByteTimeout how long an engine may think before the first byte of its answer
 * @param idleTimeout      how long an engine may pause within an answer
 * @param lastWriteTimeout how long a caller may leave an answer unread before we hang up
 * @param maxInFlight      requests admitted at once
 * @param maxAttempts      replicas tried for one request before its first byte
 * @param staleAfter       how long requests are served without news from MySQL
 * @param warmUpRequests   calls that the gateway makes to itself before it is ready; 0 for none
 * @param warmUpLimit      how long they may take at most
 * @param drain            how long running requests may take when the gateway stops
 */
@ConfigurationProperties("atrium.gateway")
public record GatewaySettings(
        @DefaultValue("127.0.0.1") String address,
        @DefaultValue("false") boolean tlsInFront,
        @DefaultValue("7402") int port,
        @DefaultValue("7403") int operationsPort,
        @DefaultValue("10MB") DataSize maxBody,
        @DefaultValue("64MB") DataSize maxAnswer,
        @Nullable DataSize bufferBudget,
        @DefaultValue("15s") Duration headersTimeout,
        @DefaultValue("30s") Duration bodyTimeout,
        @DefaultValue("3s") Duration connectTimeout,
        @DefaultValue("120s") Duration firstByteTimeout,
        @DefaultValue("60s") Duration idleTimeout,
        @DefaultValue("60s") Duration lastWriteTimeout,
        @DefaultValue("10000") int maxInFlight,
        @DefaultValue("3") int maxAttempts,
        @DefaultValue("15m") Duration staleAfter,
        @DefaultValue("4000") int warmUpRequests,
        @DefaultValue("5s") Duration warmUpLimit,
        @DefaultValue("8s") Duration drain) {

    private static final int HIGHEST_PORT = 65_535;
    /** While a body or an answer is put together it takes up to twice its length, so this is half of the heap. */
    private static final int SHARE_OF_HEAP = 4;

    public GatewaySettings {
        require(
                "address",
                address,
                tlsInFront || Hosts.isLoopback(address),
                "loopback, since keys would travel in clear; or put TLS in front and set atrium.gateway.tls-in-front to true");
        requirePort("port", port);
        requirePort("operations-port", operationsPort);
        require("max-body", maxBody, maxBody.toBytes() > 0, "more than 0");
        require("max-answer", maxAnswer, maxAnswer.toBytes() > 0, "more than 0");
        requireBudget(bufferBudget, maxBody);
        requirePositive("headers-timeout", headersTimeout);
        requirePositive("body-timeout", bodyTimeout);
        requirePositive("connect-timeout", connectTimeout);
        requirePositive("first-byte-timeout", firstByteTimeout);
        requirePositive("idle-timeout", idleTimeout);
        requirePositive("last-write-timeout", lastWriteTimeout);
        require("max-in-flight", maxInFlight, maxInFlight > 0, "more than 0");
        require("max-attempts", maxAttempts, maxAttempts > 0, "more than 0");
        requirePositive("stale-after", staleAfter);
        require("warm-up-requests", warmUpRequests, warmUpRequests >= 0, "0 or more");
        require("drain", drain, !drain.isNegative(), "0 or more");
    }

    /** The budget in force. */
    long bufferBytes() {
        return bufferBudget == null
                ? Math.max(Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP, maxBody.toBytes())
                : bufferBudget.toBytes();
    }

    private static void requireBudget(@Nullable DataSize budget, DataSize maxBody) {
        if (budget != null) {
            require(
                    "buffer-budget",
                    budget,
                    budget.compareTo(maxBody) >= 0,
                    "max-body (%s) or more".formatted(maxBody));
        }
    }

    private static void requirePort(String key, int port) {
        require(key, port, port >= 0 && port <= HIGHEST_PORT, "0 to 65535");
    }

    private static void requirePositive(String key, Duration value) {
        require(key, value, value.isPositive(), "more than 0");
    }

    private static void require(String key, Object value, boolean good, String expected) {
        if (!good) {
            throw new IllegalArgumentException("atrium.gateway.%s: %s (expected: %s)".formatted(key, value, expected));
        }
    }
}

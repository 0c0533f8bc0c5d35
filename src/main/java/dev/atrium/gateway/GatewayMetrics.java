package dev.atrium.gateway;

import com.linecorp.armeria.common.logging.RequestLog;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** What operators see of the request path. No tenant, key or model is a label: their number has no bound. */
final class GatewayMetrics {

    private static final int CLASS = 100;

    private final MeterRegistry registry;
    private final Map<Series, Timer> requests = new ConcurrentHashMap<>();
    private final Map<String, Timer> firstBytes = new ConcurrentHashMap<>();
    private final Map<String, Counter> refusals = new ConcurrentHashMap<>();

    private record Series(String endpoint, int statusClass, String outcome) {}

    GatewayMetrics(MeterRegistry registry, AtomicInteger inFlight, ByteBudget budget) {
        this.registry = registry;
        registry.gauge("atrium.gateway.in.flight", inFlight);
        registry.gauge("atrium.gateway.buffered.bytes", budget, ByteBudget::taken);
    }

    void count(String endpoint, RequestLog log, @Nullable String code, @Nullable Duration firstByte) {
        var outcome = code == null ? "ok" : code.equals(Serving.CANCELED) ? Serving.CANCELED : "error";
        var series = new Series(endpoint, log.responseStatus().code() / CLASS, outcome);
        requests.computeIfAbsent(series, this::requestTimer).record(Duration.ofNanos(log.totalDurationNanos()));
        if (firstByte != null) {
            firstBytes.computeIfAbsent(endpoint, this::firstByteTimer).record(firstByte);
        }
        if (code != null) {
            refusals.computeIfAbsent(code, this::refusalCounter).increment();
        }
    }

    private Timer requestTimer(Series series) {
        return Timer.builder("atrium.gateway.requests")
                .description("Requests, from the first header to the last byte")
                .tag("endpoint", series.endpoint())
                .tag("status", series.statusClass() + "xx")
                .tag("outcome", series.outcome())
                .register(registry);
    }

    private Timer firstByteTimer(String endpoint) {
        return Timer.builder("atrium.gateway.first.byte")
                .description("From the first header to the first byte of content from the engine")
                .tag("endpoint", endpoint)
                .register(registry);
    }

    /** Codes of engines are theirs to invent, so only as many as we have seen so far get a series of their own. */
    private Counter refusalCounter(String code) {
        return Counter.builder("atrium.gateway.errors")
                .description("Answers that are errors, by their stable code")
                .tag("code", refusals.size() < CLASS ? code : "other")
                .register(registry);
    }
}

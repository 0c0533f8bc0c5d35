package dev.atrium.gateway;

import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.server.Server;
import dev.atrium.metering.Journal;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/** What operators ask, on loopback only: alive, ready, metrics, the state of the journal. */
final class OperationsServer {

    private static final MediaType PROMETHEUS = MediaType.parse("text/plain; version=0.0.4; charset=utf-8");

    private OperationsServer() {}

    private record Ready(boolean ready, List<String> reasons) {}

    static Server build(
            int port, Readiness readiness, Journal journal, PrometheusMeterRegistry metrics, JsonMapper json) {
        return Server.builder()
                .http(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
                .gracefulShutdownTimeout(Duration.ZERO, Duration.ZERO)
                .disableServerHeader()
                .service(
                        "/healthz",
                        (ctx, request) -> HttpResponse.of(HttpStatus.OK, MediaType.JSON, "{\"alive\":true}"))
                .service("/readyz", (ctx, request) -> ready(readiness.reasons(), json))
                .service("/metrics", (ctx, request) -> HttpResponse.of(HttpStatus.OK, PROMETHEUS, metrics.scrape()))
                .service(
                        "/journal",
                        (ctx, request) -> HttpResponse.of(
                                HttpStatus.OK, MediaType.JSON, json.writeValueAsString(journal.state())))
                .build();
    }

    private static HttpResponse ready(List<String> reasons, JsonMapper json) {
        var status = reasons.isEmpty() ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE;
        return HttpResponse.of(status, MediaType.JSON, json.writeValueAsString(new Ready(reasons.isEmpty(), reasons)));
    }
}

package dev.atrium.worker;

import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.server.Server;
import dev.atrium.agent.Heartbeat.State;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import tools.jackson.databind.json.JsonMapper;

/** Health and metrics, for people and machines on this one. */
final class OperationsServer {

    private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";

    private final Identity identity;
    private final WorkerLoop loop;
    private final ReplicaManager replicas;
    private final MeterRegistry registry;
    private final JsonMapper json;
    private final Server server;

    OperationsServer(
            int port,
            Identity identity,
            WorkerLoop loop,
            ReplicaManager replicas,
            MeterRegistry registry,
            JsonMapper json) {
        this.identity = identity;
        this.loop = loop;
        this.replicas = replicas;
        this.registry = registry;
        this.json = json;
        this.server = Server.builder()
                .http(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
                .service("/healthz", (_, _) -> HttpResponse.of(HttpStatus.OK, MediaType.JSON, "{\"status\":\"up\"}"))
                .service("/readyz", (_, _) -> ready())
                .service("/metrics", (_, _) -> metrics())
                .disableServerHeader()
                .build();
    }

    void start() {
        server.start().join();
    }

    int port() {
        return server.activeLocalPort();
    }

    /** Completes once nobody is answered any more. */
    CompletableFuture<Void> stop() {
        return server.stop();
    }

    /** Ready once it has joined: it goes on answering while the portal is away. */
    private HttpResponse ready() {
        var worker = identity.worker();
        var states = new LinkedHashMap<String, Object>();
        states.put("ready", worker != null);
        states.put("worker", worker == null ? "" : worker.text());
        states.put("needs_join_token", loop.needsJoinToken());
        states.put("portal", loop.isConnected() ? "connected" : "away");
        states.put("replicas", replicaStates());
        var status = worker == null ? HttpStatus.SERVICE_UNAVAILABLE : HttpStatus.OK;
        return HttpResponse.of(status, MediaType.JSON, json.writeValueAsString(states));
    }

    private Map<State, Long> replicaStates() {
        var counts = new EnumMap<State, Long>(State.class);
        replicas.reports().forEach(report -> counts.merge(report.state(), 1L, Long::sum));
        return counts;
    }

    private HttpResponse metrics() {
        if (registry instanceof PrometheusMeterRegistry prometheus) {
            return HttpResponse.of(HttpStatus.OK, MediaType.parse(PROMETHEUS), prometheus.scrape());
        }
        return HttpResponse.of(HttpStatus.NOT_FOUND);
    }
}

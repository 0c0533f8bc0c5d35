package dev.atrium.gateway;

import com.linecorp.armeria.common.logging.RequestLog;
import dev.atrium.keys.KeySightings;
import java.util.Objects;
import org.slf4j.Logger;

/**
 * Counts each finished request and writes its line: who, what, how long, how it ended. Never what was asked or
 * answered, and no secret.
 */
final class CallLog {

    /** The name of the log, so that operators can turn it off or send it elsewhere. */
    static final String NAME = "dev.atrium.gateway.access";

    private static final String NONE = "-";

    private final GatewayMetrics metrics;
    private final KeySightings sightings;
    private final Logger lines;

    /** @param lines gets a line for each request */
    CallLog(GatewayMetrics metrics, KeySightings sightings, Logger lines) {
        this.metrics = metrics;
        this.sightings = sightings;
        this.lines = lines;
    }

    void follow(Call call) {
        // The server's own log knows when the last byte is written; one listener serves all, since each costs.
        call.ctx().log().whenComplete().thenAccept(log -> finished(call, log));
    }

    private void finished(Call call, RequestLog log) {
        call.ended(log.responseCause() == null);
        metrics.count(endpointOf(call), log, call.code(), call.firstByte());
        call.shownKey().ifPresent(key -> see(call, key));
        if (lines.isInfoEnabled()) {
            write(call, log);
        }
    }

    private void see(Call call, Call.ShownKey key) {
        var code = call.code();
        if (code == null || code.equals(Serving.CANCELED)) {
            sightings.used(key.id(), key.tenant(), call.acceptedAt());
        } else {
            sightings.refused(key.id(), key.tenant(), call.acceptedAt(), call.id(), code);
        }
    }

    private void write(Call call, RequestLog log) {
        lines.atInfo()
                .addKeyValue("request", call.id())
                .addKeyValue(
                        "tenant",
                        call.knownCaller().map(c -> (Object) c.tenant().id()).orElse(NONE))
                .addKeyValue(
                        "key",
                        call.knownCaller().map(c -> (Object) c.key().id()).orElse(NONE))
                .addKeyValue("method", call.ctx().method())
                .addKeyValue("endpoint", endpointOf(call))
                .addKeyValue("model", call.knownTarget().map(Target::fullName).orElse(NONE))
                .addKeyValue("status", log.responseStatus().code())
                .addKeyValue("code", Objects.requireNonNullElse(call.code(), NONE))
                .addKeyValue("millis", log.totalDurationNanos() / 1_000_000)
                .log("request");
    }

    /** The pattern of the route, never the path itself, whose number has no bound. */
    private static String endpointOf(Call call) {
        return call.ctx().config().route().patternString();
    }
}

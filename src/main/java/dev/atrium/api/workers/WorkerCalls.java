package dev.atrium.api.workers;

import dev.atrium.agent.Join;
import dev.atrium.agent.SignedRequest;
import dev.atrium.pool.Workers;
import dev.atrium.shared.Problem;
import dev.atrium.shared.ProblemException;
import dev.atrium.shared.WorkerId;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Finds out which worker calls, and reads what it sends. */
final class WorkerCalls {

    private static final int UNAUTHORIZED = 401;

    private final Workers workers;
    private final JsonMapper json;
    private final Clock clock;
    private final HeartbeatTimes heartbeats;

    WorkerCalls(Workers workers, JsonMapper json, Clock clock) {
        this.workers = workers;
        this.json = json;
        this.clock = clock;
        this.heartbeats = new HeartbeatTimes(clock);
    }

    /**
     * The worker that signed this call.
     *
     * @throws ProblemException 401 {@code not_signed}, {@code stale_time}, {@code bad_signature},
     *     {@code unknown_worker} or {@code worker_removed}
     */
    WorkerId caller(HttpServletRequest request, byte[] body) {
        var worker = worker(request.getHeader(SignedRequest.WORKER_HEADER));
        var time = time(request);
        verify(request, body, workers.publicKey(worker), time);
        return worker;
    }

    /**
     * The worker that signed this call, which must be later than all others of that worker that came this way.
     *
     * @throws ProblemException 401 {@code replayed}, and as {@link #caller}
     */
    WorkerId laterCaller(HttpServletRequest request, byte[] body) {
        var worker = caller(request, body);
        var time = time(request);
        if (!heartbeats.take(worker, time)) {
            throw unauthorized(
                    "replayed",
                    "A call that worker %s signed at %s or later came before this one. See that no other machine runs with a copy of its identity, and that its clock was not set back."
                            .formatted(worker, Instant.ofEpochMilli(time)));
        }
        return worker;
    }

    /** Checks that a call to join is signed with the key that it announces. */
    void verifyJoin(HttpServletRequest request, byte[] body, Join.Request join) {
        var time = time(request);
        verify(request, body, String.valueOf(join.publicKey()), time);
    }

    /**
     * Checks what can be known before the body is read: that the call names a worker of a pool. Others get no byte
     * of theirs into memory.
     *
     * @throws ProblemException 401, as {@link #caller}
     */
    void requireMember(HttpServletRequest request) {
        var worker = worker(request.getHeader(SignedRequest.WORKER_HEADER));
        time(request);
        workers.publicKey(worker);
    }

    /** @throws ProblemException 400 {@code malformed_json} */
    <T> T read(byte[] body, Class<T> type) {
        try {
            var read = json.readValue(body, type);
            if (read != null) {
                return read;
            }
        } catch (JacksonException _) {
            // Falls through: what exactly is wrong with it helps nobody, and may repeat a token.
        }
        throw new ProblemException(
                Problem.of(400, "malformed_json", "The body is not the JSON that is expected here."));
    }

    private static WorkerId worker(@Nullable String header) {
        if (header == null) {
            throw notSigned();
        }
        try {
            return WorkerId.parse(header);
        } catch (IllegalArgumentException _) {
            throw notSigned();
        }
    }

    private long time(HttpServletRequest request) {
        var time = number(request.getHeader(SignedRequest.TIME_HEADER));
        var now = clock.instant();
        var apart = Duration.between(Instant.ofEpochMilli(time), now);
        if (apart.abs().compareTo(SignedRequest.TOLERANCE) > 0) {
            throw unauthorized(
                    "stale_time",
                    "The call was signed at %s, and it is %s here. Set the clocks of both machines (NTP)."
                            .formatted(Instant.ofEpochMilli(time), now));
        }
        return time;
    }

    private static long number(@Nullable String header) {
        try {
            return Long.parseLong(String.valueOf(header));
        } catch (NumberFormatException _) {
            throw notSigned();
        }
    }

    private void verify(HttpServletRequest request, byte[] body, String key, long time) {
        var signature = request.getHeader(SignedRequest.SIGNATURE_HEADER);
        if (signature == null) {
            throw notSigned();
        }
        var path = request.getRequestURI();
        if (!SignedRequest.verifies(key, request.getMethod(), path, time, body, signature, clock.instant())) {
            throw unauthorized(
                    "bad_signature", "The signature does not fit this call. Was it changed on its way, or its key?");
        }
    }

    private static ProblemException notSigned() {
        return unauthorized(
                "not_signed",
                "This call is not signed by a worker. Send %s, %s and %s."
                        .formatted(
                                SignedRequest.WORKER_HEADER,
                                SignedRequest.TIME_HEADER,
                                SignedRequest.SIGNATURE_HEADER));
    }

    private static ProblemException unauthorized(String code, String message) {
        return new ProblemException(Problem.of(UNAUTHORIZED, code, message));
    }
}

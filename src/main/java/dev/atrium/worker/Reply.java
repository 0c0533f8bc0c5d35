package dev.atrium.worker;

import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpObject;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpResponseWriter;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.ResponseHeaders;
import dev.atrium.agent.Inference;
import dev.atrium.shared.Problem;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * What one caller gets: signs of life while a model computes and has nothing to say, then one head and its content. A
 * sign of life is a head of its own, {@code 102}, so that the real one stays free: a failure that comes late is still
 * an error with its status, and another replica can be tried.
 *
 * <p>Each write wakes this process, a gateway and the caller's, which for a small model takes longer than a token. So
 * what comes soon after a write waits for company, but never for long.
 */
final class Reply {

    private static final byte[] COMMENT = ": working\n\n".getBytes(StandardCharsets.US_ASCII);

    private static final long COMPANY_NANOS = Duration.ofMillis(20).toNanos();

    private final HttpResponseWriter writer = HttpResponse.streaming();
    private final AtomicBoolean over = new AtomicBoolean();
    private final InferenceMeters.Call call;
    private final @Nullable LoadedModel model;
    private final long signNanos;
    private final ScheduledExecutorService timer;
    private final ByteArrayOutputStream held = new ByteArrayOutputStream();
    private boolean isSendingSoon;
    private long lastNanos = System.nanoTime();
    private boolean begun;
    private @Nullable Duration queued;

    /**
     * @param model whose load the caller hears of; null for none
     * @param sign  the caller hears something at least this often
     * @param timer writes what nothing else followed
     */
    Reply(InferenceMeters.Call call, @Nullable LoadedModel model, Duration sign, ScheduledExecutorService timer) {
        this.call = call;
        this.model = model;
        this.signNanos = sign.toNanos();
        this.timer = timer;
    }

    HttpResponse response() {
        return writer;
    }

    /** It is computed now, after it waited so long. */
    synchronized void started(Duration waited) {
        queued = waited;
        call.started(waited);
    }

    synchronized boolean hasBegun() {
        return begun;
    }

    synchronized void begin(MediaType type) {
        begun = true;
        var head = ResponseHeaders.builder(HttpStatus.OK).contentType(type);
        if (type.is(MediaType.EVENT_STREAM)) {
            head.set(HttpHeaderNames.CACHE_CONTROL, "no-cache");
        }
        if (model != null) {
            head.set(Inference.LOAD_HEADER, model.load().header());
        }
        if (queued != null) {
            head.set(Inference.QUEUE_HEADER, Inference.queued(queued));
        }
        write(head.build());
    }

    /** Goes out with what is sent next. */
    synchronized void hold(byte[] content) {
        held.writeBytes(content);
    }

    synchronized void send(byte[] content) {
        hold(content);
        sendHeld();
    }

    /** Goes out at once where nothing has for a moment, or else with what comes until then. */
    synchronized void sendSoon(byte[] content) {
        hold(content);
        var left = COMPANY_NANOS - (System.nanoTime() - lastNanos);
        if (left <= 0) {
            sendHeld();
        } else if (!isSendingSoon) {
            isSendingSoon = true;
            var _ = timer.schedule(this::sendLate, left, TimeUnit.NANOSECONDS);
        }
    }

    private synchronized void sendLate() {
        isSendingSoon = false;
        sendHeld();
    }

    private void sendHeld() {
        if (held.size() > 0) {
            write(HttpData.wrap(held.toByteArray()));
            held.reset();
        }
    }

    /** The model computes. The caller hears of it when it has heard nothing for long. */
    synchronized void working() {
        if (System.nanoTime() - lastNanos >= signNanos) {
            write(begun ? HttpData.wrap(COMMENT) : ResponseHeaders.of(HttpStatus.PROCESSING));
        }
    }

    /**
     * All is said.
     *
     * @param inputs   messages or texts of the request
     * @param computed tokens
     */
    synchronized void end(int inputs, long computed) {
        sendHeld();
        writer.close();
        if (over.compareAndSet(false, true)) {
            call.answered(inputs, computed);
        }
    }

    synchronized void fail(Throwable cause) {
        var problem = OpenAiErrors.problem(cause, call.requestId());
        if (begun) {
            send(OpenAiErrors.event(problem));
        } else {
            var error = OpenAiErrors.aggregated(problem);
            var head = error.headers().toBuilder();
            if (model != null) {
                head.set(Inference.LOAD_HEADER, model.load().header());
            }
            write(head.build());
            write(error.content());
        }
        writer.close();
        refused(problem);
    }

    /** The caller is gone. Safe to call at any time. */
    void left() {
        refused(Problem.of(OpenAiErrors.CALLER_LEFT, "caller_left", "The caller did not wait for the answer."));
    }

    private void refused(Problem problem) {
        if (over.compareAndSet(false, true)) {
            call.refused(problem);
        }
    }

    /** A caller who is gone misses nothing. */
    private void write(HttpObject object) {
        lastNanos = System.nanoTime();
        var _ = writer.tryWrite(object);
    }
}

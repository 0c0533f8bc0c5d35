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
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * What one caller gets: signs of life while a model computes and has nothing to say, then one head and its content. A
 * sign of life is a head of its own, {@code 102}, so that the real one stays free: a failure that comes late is still
 * an error with its status, and another replica can be tried. Used by one thread at a time, but for {@link #left}.
 */
final class Reply {

    private static final byte[] COMMENT = ": working\n\n".getBytes(StandardCharsets.US_ASCII);

    private final HttpResponseWriter writer = HttpResponse.streaming();
    private final AtomicBoolean over = new AtomicBoolean();
    private final InferenceMeters.Call call;
    private final @Nullable LoadedModel model;
    private final long signNanos;
    private long lastNanos = System.nanoTime();
    private boolean begun;

    /**
     * @param model whose load the caller hears of; null for none
     * @param sign  the caller hears something at least this often
     */
    Reply(InferenceMeters.Call call, @Nullable LoadedModel model, Duration sign) {
        this.call = call;
        this.model = model;
        this.signNanos = sign.toNanos();
    }

    HttpResponse response() {
        return writer;
    }

    boolean hasBegun() {
        return begun;
    }

    void begin(MediaType type) {
        begun = true;
        var head = ResponseHeaders.builder(HttpStatus.OK).contentType(type);
        if (type.is(MediaType.EVENT_STREAM)) {
            head.set(HttpHeaderNames.CACHE_CONTROL, "no-cache");
        }
        if (model != null) {
            head.set(Inference.LOAD_HEADER, model.load().header());
        }
        write(head.build());
    }

    void send(byte[] content) {
        write(HttpData.wrap(content));
    }

    /** The model computes. The caller hears of it when it has heard nothing for long. */
    void working() {
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
    void end(int inputs, long computed) {
        writer.close();
        if (over.compareAndSet(false, true)) {
            call.answered(inputs, computed);
        }
    }

    void fail(Throwable cause) {
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

package dev.atrium.gateway;

import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpObject;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpResponseWriter;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.ResponseHeaders;
import dev.atrium.metering.Usage;
import dev.atrium.metering.UsageStatus;
import dev.atrium.shared.Problem;
import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;

/**
 * Serves an answer as a stream: each event goes out as it comes, in one piece with those of its frame. The usage
 * and {@code [DONE]} wait until the usage event is on disk.
 */
final class StreamServing extends Serving {

    private static final String EVENT_STREAM = "text/event-stream";
    /** What may wait for the caller's connection before the engine must wait too: several network frames. */
    private static final int MOST_UNSENT = 32 * 1024;

    private static final byte[] DONE = "data: [DONE]\n\n".getBytes(StandardCharsets.US_ASCII);

    private final HttpResponseWriter writer = HttpResponse.streaming();
    private final SseEvents events;
    private final StreamTally tally;
    private boolean begun;
    private boolean paused;
    private long unsent;

    StreamServing(Call call, Upstreams upstreams) {
        super(call, upstreams);
        this.events = new SseEvents(call::hold);
        this.tally = new StreamTally(call.ask().textLength());
    }

    @Override
    HttpResponse response() {
        return writer;
    }

    @Override
    Quantities received() {
        return tally.received();
    }

    @Override
    boolean isCallerSlow() {
        return paused;
    }

    @Override
    public void begun(String contentType) {
        if (!contentType.startsWith(EVENT_STREAM)) {
            stop(UsageStatus.FAILED, Problems.engineFailed());
            return;
        }
        begun = true;
        beginsToSend();
        allow(settings().idleTimeout());
        var headers = ResponseHeaders.builder(HttpStatus.OK)
                .add(HttpHeaderNames.CONTENT_TYPE, contentType)
                .add(HttpHeaderNames.CACHE_CONTROL, "no-cache")
                .add(HttpHeaderNames.TRAILER, CostHeaders.COST);
        CostHeaders.addPrice(headers, call());
        write(headers.build());
    }

    @Override
    public void content(ByteBuf part) {
        if (!isRunning()) {
            return;
        }
        var frame = new Frame();
        if (!events.feed(part, frame)) {
            stop(UsageStatus.FAILED, Problems.engineFailed());
            return;
        }
        frame.pass();
        if (tally.isDone()) {
            settle(new Outcome(UsageStatus.COMPLETED, tally.received(), tally.finishReason(), null), this::complete);
        } else if (tally.isFailed()) {
            stop(UsageStatus.FAILED, Problems.engineFailed());
        } else {
            holdBackIfSlow();
        }
    }

    /** Before {@code [DONE]} this is a broken stream, however politely it was closed. */
    @Override
    public void ended() {
        failed(Problems.engineFailed());
    }

    @Override
    void breakOff(Problem problem) {
        if (begun) {
            write(ApiError.event(problem));
        } else {
            var error = ApiError.aggregated(problem);
            write(error.headers());
            write(error.content());
        }
        writer.close();
    }

    private void complete(Usage usage) {
        if (usage.status() != UsageStatus.COMPLETED) {
            breakOff(Problems.engineFailed());
            return;
        }
        var usageEvent = tally.usageEvent();
        if (call().ask().includeUsage() && usageEvent != null) {
            write(usageEvent);
        }
        write(HttpData.wrap(DONE));
        write(CostHeaders.trailers(usage));
        writer.close();
    }

    /** A caller who is gone misses nothing. */
    private void write(HttpObject object) {
        var _ = writer.tryWrite(object);
    }

    /** A caller who does not read makes the engine wait, not our memory grow. */
    private void holdBackIfSlow() {
        var consumed = writer.whenConsumed();
        if (consumed.isDone()) {
            unsent = 0;
        }
        if (unsent <= MOST_UNSENT) {
            allow(settings().idleTimeout());
        } else if (!paused) {
            paused = true;
            awaitCaller();
            forwarding().pause();
            consumed.thenRun(() -> loop().execute(this::goOn));
        }
    }

    private void goOn() {
        if (isRunning()) {
            paused = false;
            unsent = 0;
            allow(settings().idleTimeout());
            forwarding().resume();
        }
    }

    /** The events of one network frame: those that the caller gets go out in one write. */
    private final class Frame implements SseEvents.Sink {

        private byte[] bytes = DONE;
        private int from;
        private int to;

        @Override
        public void event(byte[] frame, int start, int end) {
            if (tally.isDone() || tally.isFailed()) {
                return;
            }
            if (tally.isForCaller(frame, start, end)) {
                if (to != start) {
                    pass();
                    from = start;
                }
                bytes = frame;
                to = end;
                if (tally.hasText()) {
                    call().markFirstByte();
                }
            } else {
                pass();
            }
        }

        void pass() {
            if (to > from) {
                write(HttpData.wrap(bytes, from, to - from));
                unsent += to - from;
            }
            from = to;
        }
    }
}

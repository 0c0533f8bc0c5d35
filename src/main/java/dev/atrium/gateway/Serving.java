package dev.atrium.gateway;

import com.linecorp.armeria.common.HttpResponse;
import dev.atrium.metering.Usage;
import dev.atrium.metering.UsageStatus;
import dev.atrium.shared.Problem;
import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One admitted request from its replica to its event. However it ends, exactly one event is recorded, and it is
 * forced to disk before the caller gets the end of the answer. Used on the request's event loop only, but for what
 * {@link Running.Run} says.
 *
 * <p>States: running; settling (the event is on its way to the disk); settled (the end of the answer may go out);
 * over (the answer is written, or its caller is gone).
 */
abstract class Serving implements Forwarding.Sink, Running.Run {

    private static final Logger LOG = LoggerFactory.getLogger(Serving.class);

    /** The code of a call whose caller hung up. */
    static final String CANCELED = "canceled";

    private enum State {
        RUNNING,
        SETTLING,
        SETTLED,
        OVER
    }

    private final Call call;
    private final Upstreams upstreams;
    private final EventLoop loop;
    private final Forwarding forwarding;
    private State state = State.RUNNING;
    private boolean callerGone;
    private boolean cut;
    private volatile long deadlineNanos;
    private Problem onDeadline;
    private @Nullable Reading reading;

    Serving(Call call, Upstreams upstreams) {
        this.call = call;
        this.upstreams = upstreams;
        this.loop = call.ctx().eventLoop().withoutContext();
        this.forwarding = new Forwarding(call, upstreams, loop, this);
        this.onDeadline = Problems.engineTimeout(upstreams.settings().firstByteTimeout());
        allow(upstreams.settings().firstByteTimeout());
    }

    /** The answer, which may take its time. */
    abstract HttpResponse response();

    /** What the engine has produced so far, as far as the caller is concerned. */
    abstract Quantities received();

    /** Ends the answer with an error, after its event is recorded. */
    abstract void breakOff(Problem problem);

    final HttpResponse start() {
        upstreams.running().add(this);
        call.onEnd(this::answerOver);
        checkAccess(); // the key may have been revoked while the body was on its way
        forwarding.start();
        return response();
    }

    final Call call() {
        return call;
    }

    final Forwarding forwarding() {
        return forwarding;
    }

    final EventLoop loop() {
        return loop;
    }

    final Executor parsing() {
        return upstreams.parsing();
    }

    final GatewaySettings settings() {
        return upstreams.settings();
    }

    final boolean isRunning() {
        return state == State.RUNNING;
    }

    /** The engine may stay silent for {@code limit} from now on. */
    final void allow(Duration limit) {
        deadlineNanos = System.nanoTime() + limit.toNanos();
    }

    /** It is the caller's turn to read; as long as it does, it may take its time. */
    final void awaitCaller() {
        reading = null;
        allow(settings().lastWriteTimeout().dividedBy(Reading.LOOKS));
    }

    /** The engine sends; from now on it may only pause. */
    final void beginsToSend() {
        onDeadline = Problems.engineTimeout(settings().idleTimeout());
    }

    /** Long answers may be computed for as long as the engine gives signs of life. */
    @Override
    public final void working() {
        if (state == State.RUNNING) {
            beginsToSend();
            allow(settings().idleTimeout());
        }
    }

    /** Records the event. {@code then} runs once it is on disk; otherwise the answer is broken off. */
    final void settle(Outcome outcome, RecordedThen then) {
        if (state != State.RUNNING) {
            return;
        }
        state = State.SETTLING;
        deadlineNanos = Long.MAX_VALUE;
        if (outcome.errorCode() != null) {
            call.code(outcome.errorCode());
        }
        var usage = usageOf(outcome);
        call.admission()
                .produced(usage)
                .whenComplete((_, failure) -> loop.execute(() -> settled(usage, failure, then)));
    }

    /** What happens once the event is on disk. */
    interface RecordedThen {
        void run(Usage usage);
    }

    private Usage usageOf(Outcome outcome) {
        try {
            return UsageRecords.of(call, forwarding.route(), outcome);
        } catch (ArithmeticException e) {
            LOG.error("request {} would cost more than can be counted; it is not charged", call.id(), e);
            var failed = new Outcome(UsageStatus.FAILED, outcome.used(), outcome.finishReason(), "cost_overflow");
            return UsageRecords.of(call, forwarding.route(), failed);
        }
    }

    private void settled(Usage usage, @Nullable Throwable failure, RecordedThen then) {
        if (failure != null) {
            LOG.error("usage of request {} could not be recorded; its answer is withheld", call.id(), failure);
            state = State.OVER;
            upstreams.running().remove(this);
            call.code(Problems.journalFailed().code());
            breakOff(Problems.journalFailed());
            call.admission().close();
            return;
        }
        state = State.SETTLED;
        if (callerGone) {
            close();
        } else {
            awaitCaller();
            then.run(usage);
        }
    }

    /** The last byte is written, or the connection is gone: by its caller's doing, or by ours when we stop. */
    private void answerOver(boolean whole) {
        callerGone = true;
        var ending = upstreams.running().ending();
        cut = !whole && ending != null;
        if (state == State.RUNNING && ending != null) {
            stop(UsageStatus.FAILED, ending);
        } else if (state == State.RUNNING) {
            call.code(CANCELED);
            forwarding.cancel();
            settle(new Outcome(UsageStatus.CANCELED, received(), null, null), _ -> {});
        } else if (state == State.SETTLED) {
            close();
        }
    }

    private void close() {
        state = State.OVER;
        upstreams.running().remove(this);
        forwarding.cancel(); // an engine that has said all may still hold its connection
        if (!cut) {
            call.admission().delivered();
        }
        call.admission().close();
    }

    @Override
    public final void refused(Problem problem) {
        settle(new Outcome(UsageStatus.REFUSED, Quantities.NONE, null, problem.code()), _ -> breakOff(problem));
    }

    @Override
    public final void failed(Problem problem) {
        settle(new Outcome(UsageStatus.FAILED, received(), null, problem.code()), _ -> breakOff(problem));
    }

    @Override
    public final void checkTime(long nowNanos) {
        if (nowNanos - deadlineNanos > 0 && deadlineNanos != Long.MAX_VALUE) {
            onLoop(this::timeIsUp);
        }
    }

    private void timeIsUp() {
        if (System.nanoTime() - deadlineNanos < 0 || deadlineNanos == Long.MAX_VALUE) {
            return;
        }
        if (state == State.RUNNING && !isCallerSlow()) {
            forwarding.timedOut();
            stop(UsageStatus.FAILED, onDeadline);
        } else if (isReading()) {
            allow(settings().lastWriteTimeout().dividedBy(Reading.LOOKS));
        } else {
            giveUp();
        }
    }

    /**
     * Over HTTP/2 an answer may wait for a window that its caller never opens, and cannot be taken back. Its event
     * is shipped nevertheless, or it would hold up those of all callers; later the connection goes.
     */
    private void giveUp() {
        Reading.hangUp(call.ctx());
        if (state == State.SETTLED) {
            close();
            loop.schedule(this::closeUnread, settings().lastWriteTimeout().toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void closeUnread() {
        if (!callerGone) {
            Reading.close(call.ctx());
        }
    }

    private boolean isReading() {
        if (reading == null) {
            reading = new Reading();
        }
        return reading.goesOn(call.ctx());
    }

    /** Whether it is the caller, not the engine, for whom we wait. */
    boolean isCallerSlow() {
        return false;
    }

    @Override
    public final void checkAccess() {
        var goesOn = upstreams
                .knowledge()
                .mayGoOn(
                        call.caller().key(),
                        call.target().model().id(),
                        upstreams.clock().instant());
        if (!goesOn) {
            onLoop(() -> stop(UsageStatus.CANCELED, Problems.endedByRevocation()));
        }
    }

    @Override
    public final void end(Problem problem) {
        onLoop(() -> stop(UsageStatus.FAILED, problem));
    }

    final void stop(UsageStatus status, Problem problem) {
        if (state == State.RUNNING) {
            forwarding.cancel();
            settle(new Outcome(status, received(), null, problem.code()), _ -> breakOff(problem));
        }
    }

    private void onLoop(Runnable task) {
        if (loop.inEventLoop()) {
            task.run();
        } else {
            loop.execute(task);
        }
    }
}

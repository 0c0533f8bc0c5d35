package dev.atrium.gateway;

import com.linecorp.armeria.common.HttpData;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Counts what comes through a stream, and tells what is to be held back. Reads complete events only. */
final class StreamTally {

    private final long promptLength;
    private @Nullable Quantities reported;
    private @Nullable String finishReason;
    private @Nullable HttpData usageEvent;
    private long pieces;
    private long textLength;
    private boolean done;
    private boolean failed;

    /** @param promptLength characters of the prompt's text */
    StreamTally(long promptLength) {
        this.promptLength = promptLength;
    }

    /** Takes an event into account. False for what the caller does not get, or not yet. */
    boolean isForCaller(byte[] bytes, int from, int to) {
        var text = OrdinaryChunk.textLength(bytes, from, to);
        if (text > 0) {
            pieces++;
            textLength += text;
            return true;
        }
        var data = SseData.of(bytes, from, to);
        if (data.isEmpty()) {
            return true;
        }
        if (data.get().isDone()) {
            done = true;
            return false;
        }
        var said = EngineUsage.read(
                data.get().bytes(), data.get().from(), data.get().length());
        return said.isEmpty() || count(said.get(), bytes, from, to);
    }

    private boolean count(EngineUsage said, byte[] bytes, int from, int to) {
        if (said.failed()) {
            failed = true;
            return false;
        }
        if (said.textLength() > 0) {
            pieces++;
            textLength += said.textLength();
        }
        if (said.finishReason() != null) {
            finishReason = said.finishReason();
        }
        if (said.used() != null) {
            reported = said.used();
            if (said.choices() == 0) {
                usageEvent = HttpData.wrap(Arrays.copyOfRange(bytes, from, to));
                return false;
            }
        }
        return true;
    }

    /**
     * As the engine reported it, or else estimated: a token for each piece, or for each four characters if those are
     * more, since engines send several tokens at once. Nothing before the first text.
     */
    Quantities received() {
        if (reported != null) {
            return reported;
        }
        if (pieces == 0) {
            return Quantities.NONE;
        }
        var output = Math.max(pieces, Quantities.tokensIn(textLength));
        return new Quantities(Quantities.tokensIn(promptLength), output, false);
    }

    boolean hasText() {
        return pieces > 0;
    }

    /** {@code [DONE]} came. */
    boolean isDone() {
        return done;
    }

    /** The engine sent an error in the stream. */
    boolean isFailed() {
        return failed;
    }

    @Nullable
    String finishReason() {
        return finishReason;
    }

    /** The event with the usage alone, or null when there was none. */
    @Nullable
    HttpData usageEvent() {
        return usageEvent;
    }
}

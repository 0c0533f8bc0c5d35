package dev.atrium.portal.home;

import dev.atrium.metering.UsageEvent;
import dev.atrium.shared.RequestId;
import java.time.Instant;

/** What became of the calls of an organization so far. */
sealed interface CallState {

    /** Nobody called with a key that the reader may see. */
    record Waiting() implements CallState {}

    /**
     * The newest call with a whole answer.
     *
     * @param model {@code org/model@v3}, the one that answered
     */
    record Answered(UsageEvent event, String model) implements CallState {}

    /**
     * There is no whole answer yet, and the newest call failed.
     *
     * @param code stable, as its caller got it
     */
    record Failed(RequestId request, String code, Instant at) implements CallState {}
}

package dev.atrium.gateway;

import dev.atrium.keys.KeySecret;
import dev.atrium.keys.OnBehalf;
import dev.atrium.metering.Usage;
import dev.atrium.metering.UsageLine;
import dev.atrium.metering.UsageSource;
import dev.atrium.metering.UsageStatus;
import dev.atrium.pool.ReplicaRoute;
import dev.atrium.pricing.Meter;
import dev.atrium.pricing.PriceVersion;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes the usage record of a call: quantity × whole pico-units, nothing rounded. */
final class UsageRecords {

    private UsageRecords() {}

    /**
     * @param replica the one that answered, or was tried last; null for none
     * @throws ArithmeticException if the amount exceeds a {@code long} of pico-units
     */
    static Usage of(Call call, @Nullable ReplicaRoute replica, Outcome outcome) {
        var lines = lines(call.price(), outcome);
        var amount = lines.stream().mapToLong(UsageLine::amountPico).reduce(0, Math::addExact);
        var key = call.caller().key();
        var model = call.target().model();
        return new Usage(
                call.id(),
                key.tenant(),
                key.project(),
                key.onBehalf() == null ? key.id() : null,
                key.onBehalf() == null ? null : key.onBehalf().person(),
                model.owner(),
                null,
                model.id(),
                call.target().version(),
                call.ask().model(),
                replica == null ? null : replica.deployment(),
                replica == null ? null : replica.id(),
                call.endpoint().path(),
                source(key.onBehalf()),
                call.ask().stream(),
                outcome.status(),
                outcome.finishReason(),
                outcome.errorCode(),
                call.acceptedAt(),
                call.firstByte(),
                call.age(),
                call.price().currency(),
                call.price().id(),
                amount,
                null,
                clientRequestId(call),
                null,
                lines,
                call.queued());
    }

    private static UsageSource source(@Nullable OnBehalf onBehalf) {
        return onBehalf == null
                ? UsageSource.API
                : switch (onBehalf.part()) {
                    case PLAYGROUND -> UsageSource.PLAYGROUND;
                };
    }

    private static List<UsageLine> lines(PriceVersion price, Outcome outcome) {
        var used = outcome.used();
        var lines = new ArrayList<UsageLine>(2);
        add(lines, price, Meter.INPUT_TOKENS, used.input(), outcome);
        add(lines, price, Meter.OUTPUT_TOKENS, used.output(), outcome);
        if (outcome.status() == UsageStatus.COMPLETED && price.picoPerUnit().containsKey(Meter.REQUESTS)) {
            add(lines, price, Meter.REQUESTS, 1, outcome);
        }
        return lines;
    }

    private static void add(List<UsageLine> lines, PriceVersion price, Meter meter, long quantity, Outcome outcome) {
        if (quantity > 0) {
            var amount = outcome.isCharged() ? price.costOf(meter, quantity).pico() : 0;
            var exact = meter == Meter.REQUESTS || outcome.used().exact();
            lines.add(new UsageLine(meter, quantity, price.picoPer(meter), amount, exact));
        }
    }

    /** What the caller sent as its own id, cut to what the record holds; null also for what is a key. */
    private static @Nullable String clientRequestId(Call call) {
        var id = call.ctx().request().headers().get("x-client-request-id");
        if (id != null && KeySecret.parse(id).isPresent()) {
            return null;
        }
        return id == null || id.length() <= Usage.CLIENT_REQUEST_ID_MAX_LENGTH
                ? id
                : id.substring(0, Usage.CLIENT_REQUEST_ID_MAX_LENGTH);
    }
}

package dev.atrium.gateway;

import static java.util.Objects.requireNonNull;

import com.linecorp.armeria.server.ServiceRequestContext;
import dev.atrium.pool.ReplicaRoute;
import dev.atrium.pricing.PriceVersion;
import dev.atrium.shared.ApiKeyId;
import dev.atrium.shared.RequestId;
import dev.atrium.shared.TenantId;
import io.netty.util.AttributeKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One request on its way through the decorators; each writes down what it found out for those behind it. Used by
 * the request's event loop only, but for what is said to be otherwise.
 */
final class Call {

    private static final AttributeKey<Call> KEY = AttributeKey.valueOf(Call.class, "CALL");

    private final ServiceRequestContext ctx;
    private final RequestId id;
    private final Instant acceptedAt;
    private final ByteBudget budget;
    private final long startNanos = System.nanoTime();
    private @Nullable Caller caller;
    private @Nullable ShownKey shownKey;
    private @Nullable MeteredEndpoint endpoint;
    private byte @Nullable [] body;
    private @Nullable Ask ask;
    private @Nullable Target target;
    private @Nullable PriceVersion price;
    private @Nullable Admission admission;
    private @Nullable ReplicaRoute route;
    private @Nullable String code;
    private long firstByteNanos;
    private @Nullable Duration queued;
    private long held;
    private boolean over;
    private End onEnd = _ -> {};

    private Call(ServiceRequestContext ctx, RequestId id, Instant acceptedAt, ByteBudget budget) {
        this.ctx = ctx;
        this.id = id;
        this.acceptedAt = acceptedAt;
        this.budget = budget;
    }

    /** @param budget for what {@link #hold} takes */
    static Call begin(ServiceRequestContext ctx, Instant acceptedAt, ByteBudget budget) {
        var call = new Call(ctx, RequestId.next(), acceptedAt, budget);
        ctx.setAttr(KEY, call);
        return call;
    }

    static Call of(ServiceRequestContext ctx) {
        return requireNonNull(ctx.attr(KEY), "call");
    }

    /** Empty for what was refused before any decorator saw it. */
    static Optional<Call> find(ServiceRequestContext ctx) {
        return Optional.ofNullable(ctx.attr(KEY));
    }

    ServiceRequestContext ctx() {
        return ctx;
    }

    RequestId id() {
        return id;
    }

    Instant acceptedAt() {
        return acceptedAt;
    }

    /** Since the request's headers were read. */
    Duration age() {
        return Duration.ofNanos(System.nanoTime() - startNanos);
    }

    /** The first byte of content came from the engine. Later calls change nothing. */
    void markFirstByte() {
        if (firstByteNanos == 0) {
            firstByteNanos = System.nanoTime() - startNanos;
        }
    }

    /** From acceptance to the first byte of content, or null while there was none. */
    @Nullable
    Duration firstByte() {
        return firstByteNanos == 0 ? null : Duration.ofNanos(firstByteNanos);
    }

    /** What the replica that answers tells of its queue; what is no time within this call's is not believed. */
    void queued(@Nullable String micros) {
        var told = QueueTime.read(micros);
        queued = told != null && told.compareTo(age()) <= 0 ? told : null;
    }

    /** How long it waited on the replica that answers, or null where that is not known. */
    @Nullable
    Duration queued() {
        return queued;
    }

    /** Runs {@code action} on the event loop once the answer is written or its caller is gone, which may be now. */
    void onEnd(End action) {
        if (over) {
            action.ended(false);
        } else {
            onEnd = action;
        }
    }

    /** What happens at the end. */
    interface End {

        /** @param whole whether all of the answer was written */
        void ended(boolean whole);
    }

    /** Called on any thread. */
    void ended(boolean whole) {
        var loop = ctx.eventLoop().withoutContext();
        if (loop.inEventLoop()) {
            end(whole);
        } else {
            loop.execute(() -> end(whole));
        }
    }

    private void end(boolean whole) {
        over = true;
        onEnd.ended(whole);
        letGo(held);
    }

    /** Sets memory aside for so many bytes more until the end. Returns false when there is none. */
    boolean hold(long bytes) {
        if (over || !budget.take(bytes)) {
            return false;
        }
        held += bytes;
        return true;
    }

    private void letGo(long bytes) {
        held -= bytes;
        budget.give(bytes);
    }

    /** The stable code of the error it ended with, for metrics and log; null for none. */
    @Nullable
    String code() {
        return code;
    }

    void code(String value) {
        code = value;
    }

    Caller caller() {
        return requireNonNull(caller, "caller");
    }

    Optional<Caller> knownCaller() {
        return Optional.ofNullable(caller);
    }

    void caller(Caller value) {
        caller = value;
        if (value.key().onBehalf() == null) { // nobody looks up keys with which Atrium itself calls
            showed(value.key().id(), value.tenant().id());
        }
    }

    /** The key that was sent, if it is one that we issued: also one that is no longer in force. */
    Optional<ShownKey> shownKey() {
        return Optional.ofNullable(shownKey);
    }

    void showed(ApiKeyId key, TenantId tenant) {
        shownKey = new ShownKey(key, tenant);
    }

    /** A key of ours, whatever it is worth now. */
    record ShownKey(ApiKeyId id, TenantId tenant) {}

    MeteredEndpoint endpoint() {
        return requireNonNull(endpoint, "endpoint");
    }

    void asked(MeteredEndpoint at, byte[] content, Ask value) {
        endpoint = at;
        body = content;
        letGo(Math.max(0, held - content.length)); // more was set aside if its length was not known
        ask = value;
    }

    byte[] body() {
        return requireNonNull(body, "body");
    }

    /** An engine has it, and no other will be asked. */
    void dropBody() {
        if (body != null) {
            letGo(Math.min(held, body.length));
            body = null;
        }
    }

    Ask ask() {
        return requireNonNull(ask, "ask");
    }

    Target target() {
        return requireNonNull(target, "target");
    }

    Optional<Target> knownTarget() {
        return Optional.ofNullable(target);
    }

    void target(Target value) {
        target = value;
    }

    PriceVersion price() {
        return requireNonNull(price, "price");
    }

    void price(PriceVersion value) {
        price = value;
    }

    Admission admission() {
        return requireNonNull(admission, "admission");
    }

    void admission(Admission value) {
        admission = value;
    }

    /** The replica that is tried first. */
    ReplicaRoute route() {
        return requireNonNull(route, "route");
    }

    void route(ReplicaRoute value) {
        route = value;
    }
}

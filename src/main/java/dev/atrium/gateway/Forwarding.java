package dev.atrium.gateway;

import dev.atrium.agent.Inference;
import dev.atrium.pool.ReplicaRoute;
import dev.atrium.shared.Problem;
import dev.atrium.shared.ReplicaId;
import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Brings one request to a replica. As long as no byte of a good answer came, another replica is tried when one
 * fails; afterwards a failure is final. Used on the request's event loop only.
 */
final class Forwarding {

    /** Who gets the answer. After one of the last three calls there is none. */
    interface Sink {

        /** The engine computes, and has nothing to say yet. */
        void working();

        /** A good answer begins. */
        void begun(String contentType);

        /** @param part valid during this call only */
        void content(ByteBuf part);

        void ended();

        /** The engine refused the request as the caller's mistake. */
        void refused(Problem problem);

        /** Nobody could serve it, or the engine broke off. */
        void failed(Problem problem);
    }

    private final Call call;
    private final Upstreams upstreams;
    private final EventLoop loop;
    private final Sink sink;
    private final Set<ReplicaId> tried = new HashSet<>(4);
    private ReplicaRoute route;
    private Relay.@Nullable Exchange exchange;
    private @Nullable Attempt attempt;
    private Problem lastFailure;
    private boolean over;

    Forwarding(Call call, Upstreams upstreams, EventLoop loop, Sink sink) {
        this.call = call;
        this.upstreams = upstreams;
        this.loop = loop;
        this.sink = sink;
        this.route = call.route();
        this.lastFailure = Problems.noReplica(call.ask().model());
    }

    /** The replica that answers, or was tried last. */
    ReplicaRoute route() {
        return route;
    }

    void start() {
        if (over) {
            return;
        }
        tried.add(route.id());
        var token = upstreams.workers().token(route, loop);
        if (token != null) {
            send(token);
            return;
        }
        upstreams
                .workers()
                .greet(route, loop)
                .whenComplete((fresh, failure) -> loop.execute(() -> greeted(fresh, failure)));
    }

    void pause() {
        if (exchange != null) {
            exchange.pause();
        }
    }

    void resume() {
        if (exchange != null) {
            exchange.resume();
        }
    }

    /** Hangs up, so that the engine stops. Safe to call again. */
    void cancel() {
        if (!over) {
            over = true;
            if (exchange != null) {
                exchange.cancel();
            }
            if (attempt != null) {
                attempt.hangUp();
            }
        }
    }

    private void greeted(@Nullable String token, @Nullable Throwable failure) {
        if (over) {
            return;
        }
        if (token == null) {
            upstreams.probes().eject(route, "its worker does not greet: " + failure);
            tryAnother();
        } else {
            send(token);
        }
    }

    private void send(String token) {
        var path = Inference.path(route.id(), call.endpoint().path());
        var outgoing = new Relay.Outgoing(path, token, call.id().text(), call.body());
        attempt = new Attempt(route, upstreams.replicas().of(route));
        exchange = upstreams.relay().send(loop, route, outgoing, attempt);
    }

    /** The replica that is asked said nothing for as long as it may. */
    void timedOut() {
        if (!over && attempt != null && attempt.status == 0) {
            upstreams.probes().eject(route, "it answered nothing in time");
        }
    }

    private void tryAnother() {
        exchange = null;
        attempt = null;
        var next = tried.size() < upstreams.settings().maxAttempts()
                ? upstreams
                        .replicas()
                        .choose(upstreams.knowledge().replicas(call.target().version()), tried)
                : null;
        if (next == null) {
            over = true;
            sink.failed(lastFailure);
        } else {
            route = next;
            start();
        }
    }

    /** One replica's answer. */
    private final class Attempt implements Relay.Receiver {

        private static final int OK = 200;

        private final ReplicaRoute tried;
        private final ReplicaState replica;
        private int status;
        private @Nullable ErrorBody error;

        Attempt(ReplicaRoute tried, ReplicaState replica) {
            this.tried = tried;
            this.replica = replica;
            replica.started();
        }

        /** Nothing is received afterwards. */
        void hangUp() {
            replica.ended();
        }

        @Override
        public void working() {
            if (!over) {
                sink.working();
            }
        }

        @Override
        public void head(Relay.Head head) {
            status = head.status();
            replica.report(head.load(), System.nanoTime());
            if (status == OK) {
                replica.served();
                call.dropBody();
                call.queued(head.queued());
                sink.begun(head.contentType() == null ? "application/json" : head.contentType());
            } else {
                error = new ErrorBody();
            }
        }

        @Override
        public void content(ByteBuf part) {
            if (over) {
                return;
            }
            if (error == null) {
                sink.content(part);
            } else {
                error.add(part);
            }
        }

        @Override
        public void end() {
            replica.ended();
            if (over) {
                return;
            }
            if (error == null) {
                over = true;
                sink.ended();
            } else {
                refused(EngineError.read(status, error.bytes()));
            }
        }

        @Override
        public void failed(Throwable cause) {
            replica.ended();
            if (over) {
                return;
            }
            upstreams.probes().eject(tried, cause.toString());
            if (status == OK) {
                over = true;
                sink.failed(Problems.engineFailed());
            } else {
                tryAnother();
            }
        }

        private void refused(EngineError refusal) {
            if (refusal.code().equals(Inference.REPLICA_NOT_HERE)) {
                upstreams.probes().ejectAbsent(tried);
            } else if (refusal.code().equals(Inference.REPLICA_BUSY)) {
                lastFailure = Problems.replicasBusy(call.ask().model());
            } else if (refusal.isCallersMistake()) {
                over = true;
                sink.refused(refusal.toProblem());
                return;
            } else if (refusal.status() == 401) {
                upstreams.workers().forget(tried);
                upstreams.probes().eject(tried, "its worker does not accept this gateway");
            } else {
                lastFailure = Problems.engineFailed();
            }
            tryAnother();
        }
    }
}

package dev.atrium.worker;

import dev.atrium.shared.Problem;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.function.ToIntFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Measures and logs requests: never what stands in them. */
final class InferenceMeters {

    private static final Logger LOG = LoggerFactory.getLogger(InferenceMeters.class);
    private static final int SERVER_ERROR = 500;
    private static final int BUSY = 503;

    private final MeterRegistry registry;
    private final Counter tokens;

    InferenceMeters(MeterRegistry registry, ReplicaManager replicas) {
        this.registry = registry;
        this.tokens = Counter.builder("atrium.worker.tokens")
                .description("Tokens read and generated, special tokens included")
                .register(registry);
        gauge("atrium.worker.running", "Requests being computed", replicas, LoadedModel.Load::running);
        gauge("atrium.worker.queued", "Requests waiting", replicas, LoadedModel.Load::queued);
        Gauge.builder(
                        "atrium.worker.replicas.ready",
                        replicas,
                        all -> all.loads().size())
                .description("Replicas that answer")
                .register(registry);
    }

    MeterRegistry registry() {
        return registry;
    }

    /** @param operation {@code embeddings} or {@code chat} */
    Call start(String operation, String requestId, String replica) {
        return new Call(operation, requestId, replica, System.nanoTime());
    }

    /** One request from its first byte on. */
    final class Call {

        private final String operation;
        private final String requestId;
        private final String replica;
        private final long startNanos;

        private Call(String operation, String requestId, String replica, long startNanos) {
            this.operation = operation;
            this.requestId = requestId;
            this.replica = replica;
            this.startNanos = startNanos;
        }

        String requestId() {
            return requestId;
        }

        /** Its first part is computed now, after it waited so long. */
        void started(Duration queued) {
            Timer.builder("atrium.worker.queue")
                    .description("How long requests waited until the first of them was computed")
                    .tag("operation", operation)
                    .register(registry)
                    .record(queued);
        }

        void answered(int inputs, long computed) {
            tokens.increment((double) computed);
            end("answered");
            LOG.debug(
                    "request={} replica={} inputs={} tokens={} ms={}", requestId, replica, inputs, computed, millis());
        }

        void refused(Problem problem) {
            end(outcome(problem.status()));
            LOG.debug("request={} replica={} status={} code={}", requestId, replica, problem.status(), problem.code());
        }

        private static String outcome(int status) {
            return switch (status) {
                case BUSY -> "busy";
                case OpenAiErrors.CALLER_LEFT -> "left";
                default -> status >= SERVER_ERROR ? "failed" : "refused";
            };
        }

        private void end(String outcome) {
            Timer.builder("atrium.worker.requests")
                    .description("Requests by outcome")
                    .tag("operation", operation)
                    .tag("outcome", outcome)
                    .register(registry)
                    .record(Duration.ofNanos(System.nanoTime() - startNanos));
        }

        private long millis() {
            return Duration.ofNanos(System.nanoTime() - startNanos).toMillis();
        }
    }

    private void gauge(String name, String meaning, ReplicaManager replicas, ToIntFunction<LoadedModel.Load> number) {
        Gauge.builder(
                        name,
                        replicas,
                        all -> all.loads().values().stream().mapToInt(number).sum())
                .description(meaning)
                .register(registry);
    }
}

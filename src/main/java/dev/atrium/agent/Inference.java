package dev.atrium.agent;

import dev.atrium.shared.ReplicaId;
import java.time.Duration;
import java.time.temporal.ChronoUnit;

/**
 * How a gateway calls a replica: the OpenAI protocol under the replica's own path, with the gateway's token as
 * bearer ({@link GatewayToken}). A caller's key never gets here.
 *
 * <p>A streamed answer always carries the usage chunk before {@code [DONE]}, whether or not the caller asked for
 * it; the gateway leaves it out where it was not asked for. The {@code model} of an answer is that of the request.
 */
public final class Inference {

    /**
     * On every answer: requests running and queued on this replica, and how many it runs at once, as
     * {@code running=1;queued=0;slots=2}.
     */
    public static final String LOAD_HEADER = "x-atrium-load";

    /**
     * On a good answer: microseconds for which the request waited on this replica until the first of it was computed.
     * Missing where an engine does not tell.
     */
    public static final String QUEUE_HEADER = "x-atrium-queue";

    /** On every request: the request id, for the worker's log. */
    public static final String REQUEST_ID_HEADER = "x-request-id";

    /** Error code of an answer 404: this worker does not (or no longer) run that replica; try another. */
    public static final String REPLICA_NOT_HERE = "replica_not_here";

    /** Error code of an answer 503: the replica is full; try another. */
    public static final String REPLICA_BUSY = "replica_busy";

    /**
     * {@code POST}: body {@link HelloRequest}, answer {@link HelloAnswer}. The gateway calls it once per token, so
     * that it sends requests only to a worker that holds the key which the route names.
     */
    public static final String HELLO_PATH = "/hello";

    private Inference() {}

    /** @param path the public path, for example {@code /v1/embeddings} */
    public static String path(ReplicaId replica, String path) {
        return "/replicas/" + replica.text() + path;
    }

    /** A time as {@link #QUEUE_HEADER} carries it. */
    public static String queued(Duration waited) {
        return Long.toString(waited.dividedBy(ChronoUnit.MICROS.getDuration()));
    }

    /** What a worker signs to prove itself to a gateway that showed {@code token}. */
    public static String helloText(String nonce, String token) {
        return "hello\n" + nonce + "\n" + token;
    }

    /** @param nonce 32 random bytes in base64 */
    public record HelloRequest(String nonce) {}

    /** @param signature Ed25519 over {@link #helloText}, in base64 */
    public record HelloAnswer(String signature) {}
}

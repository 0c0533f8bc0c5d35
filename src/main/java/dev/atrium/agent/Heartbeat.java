package dev.atrium.agent;

import dev.atrium.shared.Digest;
import dev.atrium.shared.ProcessId;
import dev.atrium.shared.ReplicaId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST /worker/v1/heartbeat}, signed: the worker reports what is and receives what should be. The answer
 * is always the whole truth, so a lost one does no harm.
 */
public final class Heartbeat {

    public static final String PATH = "/worker/v1/heartbeat";

    private Heartbeat() {}

    /** @param replicas every replica that the worker has in any state */
    public record Request(WorkerReport report, List<ReplicaReport> replicas) {

        public Request {
            replicas = List.copyOf(replicas);
        }
    }

    /**
     * @param wanted         every replica that this worker should run; all others it stops and forgets
     * @param gateways       who may call it for inference
     * @param nextAfterMillis when to report again if nothing changes before
     */
    public record Answer(List<Assignment> wanted, List<GatewayKey> gateways, long nextAfterMillis) {

        public Answer {
            wanted = List.copyOf(wanted);
            gateways = List.copyOf(gateways);
        }
    }

    /** States of a replica as its worker sees it. */
    public enum State {
        DOWNLOADING,
        LOADING,
        READY,
        FAILED
    }

    /**
     * @param reason   why it is in this state and what to do, for people; empty when all is well
     * @param progress percent of the download, or null outside of it
     */
    public record ReplicaReport(
            ReplicaId replica,
            State state,
            String reason,
            @Nullable Integer progress) {}

    /**
     * A replica that the worker should run.
     *
     * @param model for logs and errors: {@code org/model@v1}
     * @param files everything it needs; fetched by digest from {@link Files#PATH}
     */
    public record Assignment(ReplicaId replica, String model, List<AssignedFile> files) {

        public Assignment {
            files = List.copyOf(files);
        }
    }

    /** @param path relative, with {@code /}; never leaves the replica's folder */
    public record AssignedFile(String path, Digest digest, long sizeBytes) {}

    /** @param publicKey Ed25519, X.509-encoded in base64 */
    public record GatewayKey(ProcessId gateway, String publicKey) {}
}

package dev.atrium.pool;

import static java.util.Objects.requireNonNull;

import dev.atrium.shared.DeploymentId;
import dev.atrium.shared.ReplicaId;
import dev.atrium.shared.VersionId;
import dev.atrium.shared.WorkerId;
import java.net.URI;

/**
 * Where one replica answers.
 *
 * @param address         scheme, host and port of its worker's inference listener ({@code http} or {@code https})
 * @param workerPublicKey the worker's Ed25519 public key, X.509-encoded in base64
 */
public record ReplicaRoute(
        ReplicaId id,
        DeploymentId deployment,
        VersionId version,
        WorkerId worker,
        URI address,
        String workerPublicKey) {

    public ReplicaRoute {
        requireNonNull(id, "id");
        requireNonNull(deployment, "deployment");
        requireNonNull(version, "version");
        requireNonNull(worker, "worker");
        requireNonNull(address, "address");
        requireNonNull(workerPublicKey, "workerPublicKey");
    }
}

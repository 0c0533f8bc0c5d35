package dev.atrium.agent;

import dev.atrium.shared.Digest;
import dev.atrium.shared.ReplicaId;

/**
 * {@code GET /worker/v1/replicas/{replica}/files/{digest}}, signed: a file of a replica that is assigned to this
 * worker; {@code Range: bytes=N-} resumes. Anything else is 404.
 */
public final class Files {

    public static final String PATH = "/worker/v1/replicas/{replica}/files/{digest}";

    private Files() {}

    public static String path(ReplicaId replica, Digest digest) {
        return "/worker/v1/replicas/" + replica.text() + "/files/" + digest.hex();
    }
}

package dev.atrium.agent;

import dev.atrium.shared.WorkerId;

/** {@code POST /worker/v1/join}: exchanges a join token, once, for an identity. */
public final class Join {

    public static final String PATH = "/worker/v1/join";

    private Join() {}

    /**
     * What a new worker sends. The request is signed with the key it announces, which proves that it holds it.
     *
     * @param token     the join token
     * @param name      what people call this machine
     * @param publicKey Ed25519, X.509-encoded in base64
     */
    public record Request(String token, String name, String publicKey, WorkerReport report) {

        /** Leaves the token out: a record prints every component, and this one must reach no log. */
        @Override
        public String toString() {
            return "Join.Request[name=%s, publicKey=%s]".formatted(name, publicKey);
        }
    }

    public record Answer(WorkerId worker) {}
}

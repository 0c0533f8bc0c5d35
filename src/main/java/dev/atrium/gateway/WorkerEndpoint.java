package dev.atrium.gateway;

import java.net.URI;

/**
 * Where a worker listens, and whose key it must show.
 *
 * @param publicKey Ed25519, X.509-encoded in base64
 */
record WorkerEndpoint(URI address, String publicKey) {

    boolean isTls() {
        return "https".equals(address.getScheme());
    }

    int port() {
        if (address.getPort() >= 0) {
            return address.getPort();
        }
        return isTls() ? 443 : 80;
    }
}

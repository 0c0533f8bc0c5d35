package dev.atrium.launcher;

/**
 * Where a Keycloak child listens, on loopback.
 *
 * @param http       for people and the portal
 * @param management for its health
 */
public record KeycloakPorts(int http, int management) {

    /** Its own address. */
    public String url() {
        return "http://127.0.0.1:" + http;
    }

    String healthUrl() {
        return "http://127.0.0.1:%d/health/ready".formatted(management);
    }
}

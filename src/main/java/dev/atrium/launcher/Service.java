package dev.atrium.launcher;

import java.util.Optional;

/** Every port that the smallest cluster listens on. */
enum Service {
    PORTAL("the portal", "ATRIUM_PORTAL_PORT", 7400, "ATRIUM_PORTAL_ADDRESS"),
    MANAGEMENT("the management port", "ATRIUM_MANAGEMENT_PORT", 7401),
    GATEWAY("the gateway", "ATRIUM_GATEWAY_PORT", 7402, "ATRIUM_GATEWAY_ADDRESS"),
    GATEWAY_OPERATIONS("the gateway's operations port", "ATRIUM_GATEWAY_OPERATIONS_PORT", 7403),
    WORKER("the worker", "ATRIUM_WORKER_PORT", 7404, "ATRIUM_WORKER_ADDRESS"),
    WORKER_OPERATIONS("the worker's operations port", "ATRIUM_WORKER_OPERATIONS_PORT", 7405),
    MYSQL("MySQL", "ATRIUM_MYSQL_PORT", 7406),
    KEYCLOAK("Keycloak", "ATRIUM_KEYCLOAK_PORT", 7407),
    KEYCLOAK_MANAGEMENT("Keycloak's management port", "ATRIUM_KEYCLOAK_MANAGEMENT_PORT", 7408);

    private final String title;
    private final String variable;
    private final int defaultPort;
    private final Optional<String> addressVariable;

    /** One that is always on loopback. */
    Service(String title, String variable, int defaultPort) {
        this.title = title;
        this.variable = variable;
        this.defaultPort = defaultPort;
        this.addressVariable = Optional.empty();
    }

    Service(String title, String variable, int defaultPort, String addressVariable) {
        this.title = title;
        this.variable = variable;
        this.defaultPort = defaultPort;
        this.addressVariable = Optional.of(addressVariable);
    }

    /** Its name within a sentence. */
    String title() {
        return title;
    }

    /** The environment variable that moves it to another port. */
    String variable() {
        return variable;
    }

    int defaultPort() {
        return defaultPort;
    }

    /** The environment variable that binds it to another address; empty when it is always on loopback. */
    Optional<String> addressVariable() {
        return addressVariable;
    }
}

package dev.atrium.launcher;

/** Every port that the smallest cluster listens on. */
enum Service {
    PORTAL("the portal", "ATRIUM_PORTAL_PORT", 7400),
    MANAGEMENT("the management port", "ATRIUM_MANAGEMENT_PORT", 7401),
    GATEWAY("the gateway", "ATRIUM_GATEWAY_PORT", 7402),
    GATEWAY_OPERATIONS("the gateway's operations port", "ATRIUM_GATEWAY_OPERATIONS_PORT", 7403),
    WORKER("the worker", "ATRIUM_WORKER_PORT", 7404),
    WORKER_OPERATIONS("the worker's operations port", "ATRIUM_WORKER_OPERATIONS_PORT", 7405),
    MYSQL("MySQL", "ATRIUM_MYSQL_PORT", 7406);

    private final String title;
    private final String variable;
    private final int defaultPort;

    Service(String title, String variable, int defaultPort) {
        this.title = title;
        this.variable = variable;
        this.defaultPort = defaultPort;
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
}

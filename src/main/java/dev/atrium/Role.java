package dev.atrium;

import org.springframework.boot.WebApplicationType;

/** What a process can be, in the order in which roles start. They stop in the reverse order. */
enum Role {
    /** First, because it migrates the database. */
    PORTAL(PortalRole.class, WebApplicationType.SERVLET),
    GATEWAY(GatewayRole.class, WebApplicationType.NONE),
    WORKER(WorkerRole.class, WebApplicationType.NONE);

    private final Class<?> configuration;
    private final WebApplicationType type;

    Role(Class<?> configuration, WebApplicationType type) {
        this.configuration = configuration;
        this.type = type;
    }

    Class<?> configuration() {
        return configuration;
    }

    WebApplicationType type() {
        return type;
    }
}

package dev.atrium.api.web;

import dev.atrium.cluster.ProcessReport;
import dev.atrium.cluster.SelfReport;
import dev.atrium.shared.ProcessId;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;

/** What the portal says of itself to the other processes. */
final class PortalReport implements SelfReport {

    private final ProcessId id;
    private final PortalSettings settings;
    private final Connectors connectors;
    private final String version;
    private final Instant startedAt;

    PortalReport(ProcessId id, PortalSettings settings, Connectors connectors, String version, Clock clock) {
        this.id = id;
        this.settings = settings;
        this.connectors = connectors;
        this.version = version;
        this.startedAt = clock.instant();
    }

    @Override
    public ProcessReport now() {
        return new ProcessReport(
                id,
                "portal",
                "http://%s:%d".formatted(settings.address(), settings.port()),
                version,
                ProcessHandle.current().pid(),
                null,
                Map.of("management_port", connectors.managementPort()),
                0,
                startedAt);
    }
}

package dev.atrium.portal;

import dev.atrium.cluster.ProcessReport;
import dev.atrium.cluster.Processes;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;

/** Where the models of this installation are called. */
public class GatewayAddress {

    /** Where a gateway listens that nobody told otherwise. */
    private static final URI USUAL = URI.create("http://127.0.0.1:7402");

    private final Optional<URI> told;
    private final ObjectProvider<Processes> processes;

    GatewayAddress(PageSettings settings, ObjectProvider<Processes> processes) {
        this.told = Optional.ofNullable(settings.gatewayUrl());
        this.processes = processes;
    }

    /** For people's programs, without a slash at its end: what the operator says, else where a gateway listens. */
    public URI forPrograms() {
        return told.or(() -> alive().stream().findFirst()).orElse(USUAL);
    }

    /** For calls of the portal itself: those that report. One that has just died is among them for some seconds. */
    public List<URI> alive() {
        return reports().stream()
                .filter(process -> process.role().equals("gateway"))
                .map(ProcessReport::address)
                .map(address ->
                        URI.create(address.replace("//0.0.0.0:", "//127.0.0.1:").replace("//[::]:", "//[::1]:")))
                .toList();
    }

    private List<ProcessReport> reports() {
        return Optional.ofNullable(processes.getIfAvailable())
                .map(Processes::alive)
                .orElse(List.of());
    }
}

package dev.atrium.bench;

import dev.atrium.keys.ApiKeys;
import dev.atrium.pool.JoinTokens;
import dev.atrium.shared.Slug;
import dev.atrium.tenancy.Tenants;
import dev.atrium.testing.ControlContext;
import dev.atrium.testing.FreePorts;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * MySQL, a JVM with portal and gateway and a JVM with a worker, as {@code ./atrium run} starts them, with the demo's
 * models. Their output goes to files in {@code home}.
 */
final class WholeProduct implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int PORTS = 6;

    private final Path home;
    private final List<Integer> ports;
    private final List<Process> processes = new ArrayList<>();
    private final String key;

    WholeProduct(Path home) throws IOException {
        this.home = home;
        this.ports = FreePorts.take(PORTS);
        Files.createDirectories(home.resolve("secrets"));
        start("portal,gateway", "--atrium.demo.enabled=true");
        try (var control = new ControlContext(home, Clock.systemUTC())) {
            var tenants = control.bean(Tenants.class);
            var slug = new Slug("bench");
            var tenant = tenants.create(ControlContext.OPERATOR, slug, "Bench", Currency.getInstance("USD"));
            key = control.bean(ApiKeys.class)
                    .issue(ControlContext.OPERATOR, tenant.id(), tenant.defaultProject(), "bench", null)
                    .secret()
                    .spelled();
            var token = control.bean(JoinTokens.class)
                    .issue(ControlContext.OPERATOR, null, new Slug("default"), 1, Duration.ofHours(1));
            Files.writeString(home.resolve("secrets/join-token"), token.token());
        }
        start("worker");
    }

    URI gateway() {
        return URI.create("http://127.0.0.1:" + ports.get(2));
    }

    String key() {
        return key;
    }

    /** Processor time that a process has taken so far: {@code 0} portal and gateway, {@code 1} worker. */
    Duration cpu(int process) {
        return processes.get(process).info().totalCpuDuration().orElseThrow();
    }

    @Override
    public void close() {
        processes.reversed().forEach(Process::destroy);
        processes.reversed().forEach(WholeProduct::await);
    }

    private void start(String roles, String... more) throws IOException {
        var settings = new ArrayList<>(List.of(
                "--atrium.logs=text",
                "--atrium.portal.port=" + ports.get(0),
                "--atrium.management.port=" + ports.get(1),
                "--atrium.gateway.port=" + ports.get(2),
                "--atrium.gateway.operations-port=" + ports.get(3),
                "--atrium.worker.port=" + ports.get(4),
                "--atrium.worker.operations-port=" + ports.get(5),
                "--atrium.worker.portal-url=http://127.0.0.1:" + ports.get(0)));
        settings.addAll(Arrays.asList(more));
        var command = Roles.command(roles, home, List.of("-Xmx512m"), settings);
        processes.add(new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(new File(home.toFile(), roles.replace(',', '-') + ".log"))
                .start());
    }

    private static void await(Process process) {
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException _) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}

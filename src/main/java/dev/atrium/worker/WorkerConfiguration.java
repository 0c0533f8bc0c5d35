package dev.atrium.worker;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

/** The worker's parts. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(WorkerSettings.class)
public class WorkerConfiguration {

    private static final Logger LOG = LoggerFactory.getLogger(WorkerConfiguration.class);
    private static final int FAILED = 70;

    @Bean
    Worker worker(
            WorkerSettings settings,
            @Value("${atrium.home}") Path home,
            @Value("${spring.application.version:dev}") String version,
            Clock clock,
            JsonMapper json,
            MeterRegistry registry)
            throws IOException {
        var data = settings.dataIn(home).toAbsolutePath();
        PrivateFiles.createFolder(data);
        NativeLibraries.prepare(data);
        var memory = RunMemory.of(Inventory.memoryBytes());
        var engines = new Engines(List.of(
                new ChatEngine(settings.slotsOrCores(), settings.queue(), settings.chatMemoryBytes()),
                new OnnxEngine(settings.slotsOrCores(), settings.queue(), memory)));
        var identity = Identity.load(data.resolve("identity"));
        var portal = new PortalClient(settings.portalUrl(), identity, json, clock);
        var store = new FileStore(data.resolve("objects"));
        var files = new ReplicaFiles(portal, store, data.resolve("replicas"));
        var replicas = new ReplicaManager(store, files, engines, settings.drain());
        var gateways = new Gateways(identity, clock);
        var meters = new InferenceMeters(registry, replicas);
        var inference = new InferenceServer(settings, identity, gateways, replicas, meters, json, clock);
        var inventory = new Inventory(version, data, new Nvml(), engines.names());
        var loop = new WorkerLoop(
                portal,
                identity,
                replicas,
                gateways,
                inventory,
                inference::address,
                new JoinTokenFile(settings.joinTokenFileIn(home)),
                settings.nameOrHost(),
                WorkerConfiguration::end);
        var operations = new OperationsServer(settings.operationsPort(), identity, loop, replicas, registry, json);
        return new Worker(inference, operations, loop, replicas, portal);
    }

    /** Whoever started this process sees that it ended, which is better than one that looks alive and is not. */
    private static void end(Error error) {
        try {
            LOG.error("The worker cannot go on and ends", error);
        } finally {
            Runtime.getRuntime().halt(FAILED);
        }
    }
}

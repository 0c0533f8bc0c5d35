package dev.atrium.worker;

import com.sun.management.OperatingSystemMXBean;
import dev.atrium.agent.WorkerReport;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What this machine has. */
final class Inventory {

    private static final Logger LOG = LoggerFactory.getLogger(Inventory.class);

    private final String version;
    private final Path data;
    private final Nvml nvml;
    private final List<String> engines;

    Inventory(String version, Path data, Nvml nvml, List<String> engines) {
        this.version = version;
        this.data = data;
        this.nvml = nvml;
        this.engines = List.copyOf(engines);
    }

    /** @param address where gateways reach this worker */
    WorkerReport report(String address) {
        return new WorkerReport(
                version,
                address,
                Runtime.getRuntime().availableProcessors(),
                memoryBytes(),
                freeBytes(),
                nvml.devices(),
                engines);
    }

    /** Of this machine, or of the container that this process runs in. */
    static long memoryBytes() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize();
    }

    private long freeBytes() {
        try {
            return Files.getFileStore(data).getUsableSpace();
        } catch (IOException e) {
            LOG.warn("The free space of {} cannot be told: {}", data, e.getMessage());
            return 0;
        }
    }
}

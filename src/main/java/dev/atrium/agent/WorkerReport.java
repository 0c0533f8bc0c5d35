package dev.atrium.agent;

import java.util.List;

/**
 * What a worker says of its machine.
 *
 * @param version     Atrium's version
 * @param address     where gateways reach its inference listener: scheme, host, port
 * @param cpus        cores that it may use
 * @param memoryBytes memory of the machine
 * @param diskFreeBytes room for files of models
 * @param devices     its accelerators; empty when there are none
 * @param engines     engines that it offers, for example {@code onnx}
 */
public record WorkerReport(
        String version,
        String address,
        int cpus,
        long memoryBytes,
        long diskFreeBytes,
        List<Device> devices,
        List<String> engines) {

    /**
     * One accelerator.
     *
     * @param uuid      its lasting identity (not its index)
     * @param usedBytes memory in use now
     */
    public record Device(String uuid, String name, long memoryBytes, long usedBytes) {}

    public WorkerReport {
        devices = List.copyOf(devices);
        engines = List.copyOf(engines);
    }
}

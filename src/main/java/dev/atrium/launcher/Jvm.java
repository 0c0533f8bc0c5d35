package dev.atrium.launcher;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How a JVM with roles of Atrium is started. */
final class Jvm {

    private Jvm() {}

    /** The program of the JDK that runs the launcher. */
    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /**
     * @param role of the process
     * @param heap most memory for objects, such as 512m
     */
    static List<String> command(AppLayout app, String role, String heap) {
        List<String> command = new ArrayList<>(List.of(
                java(),
                "-Xms64m",
                "-Xmx" + heap,
                "-XX:+ExitOnOutOfMemoryError",
                // Small heaps with little that lives long: collected in milliseconds, and without the cost that
                // collectors put on each write to keep pauses short in heaps of gigabytes.
                "-XX:+UseParallelGC",
                // Samples stacks of buffers to find leaks; the tests do that.
                "-Dio.netty.leakDetection.level=disabled",
                // Engines and Netty are native code; Netty asks for memory in ways that newer JDKs warn of.
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow"));
        command.addAll(new ClassArchive(app, role).options());
        command.addAll(List.of("-jar", app.jar().toString()));
        return command;
    }
}

package dev.atrium.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.atrium.agent.WorkerReport.Device;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NvmlTest {

    private static final String STUB = """
            #include <stdio.h>
            #include <string.h>
            typedef struct { unsigned long long total, free, used; } memory;
            static int devices[2];
            int nvmlInit_v2(void) { return RESULT; }
            int nvmlShutdown(void) { return 0; }
            int nvmlDeviceGetCount_v2(unsigned *count) { *count = 2; return 0; }
            int nvmlDeviceGetHandleByIndex_v2(unsigned index, void **device) { *device = &devices[index]; return 0; }
            int nvmlDeviceGetUUID(void *device, char *text, unsigned length) {
                return snprintf(text, length, "GPU-%d", (int) ((int *) device - devices)) < 0; }
            int nvmlDeviceGetName(void *device, char *text, unsigned length) { strncpy(text, "Stub", length); return 0; }
            int nvmlDeviceGetMemoryInfo(void *device, memory *m) { m->total = 8; m->free = 5; m->used = 3; return 0; }
            """;

    @TempDir
    private Path folder;

    @Test
    void findsNothingWithoutTheLibrary() {
        assertThat(new Nvml("libno-such-thing.so.1").devices()).isEmpty();
    }

    @Test
    void findsNothingInAnotherLibrary() {
        assertThat(new Nvml("libc.so.6").devices()).isEmpty();
    }

    @Test
    void neverFailsOnThisMachine() {
        assertThat(new Nvml().devices()).isNotNull();
    }

    @Test
    void readsDevices() throws Exception {
        assertThat(new Nvml(stub(0)).devices())
                .containsExactly(new Device("GPU-0", "Stub", 8, 3), new Device("GPU-1", "Stub", 8, 3));
    }

    @Test
    void findsNothingWhenTheDriverFails() throws Exception {
        assertThat(new Nvml(stub(9)).devices()).isEmpty();
    }

    /** Without a C compiler on this machine there is nothing to read. */
    private String stub(int result) throws IOException, InterruptedException {
        var source = Files.writeString(folder.resolve("stub.c"), STUB);
        var library = folder.resolve("stub.so");
        try {
            var compiler = new ProcessBuilder(
                            "gcc",
                            "-shared",
                            "-fPIC",
                            "-DRESULT=" + result,
                            "-o",
                            library.toString(),
                            source.toString())
                    .inheritIO()
                    .start();
            assertThat(compiler.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(compiler.exitValue()).isZero();
        } catch (IOException e) {
            assumeTrue(false, "there is no gcc: " + e.getMessage());
        }
        return library.toString();
    }
}

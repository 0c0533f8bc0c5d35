package dev.atrium.worker;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.atrium.agent.WorkerReport.Device;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * NVIDIA's management library, called directly: its tables are stable, unlike the output of {@code nvidia-smi}. A
 * machine without it has no devices.
 */
final class Nvml {

    private static final Logger LOG = LoggerFactory.getLogger(Nvml.class);
    private static final String LIBRARY = "libnvidia-ml.so.1";
    private static final int TEXT_BYTES = 96;
    private static final int TOTAL = 0;
    private static final int USED = 2;
    private static final int MEMORY_NUMBERS = 3;

    private final String library;

    Nvml() {
        this(LIBRARY);
    }

    /** @param library file name or path of the library */
    Nvml(String library) {
        this.library = library;
    }

    /** The devices as they are now; empty when there is no library, or it does not work. */
    @SuppressWarnings("restricted") // native access is what this class is for
    List<Device> devices() {
        try (var arena = Arena.ofConfined()) {
            return new Library(SymbolLookup.libraryLookup(library, arena), arena).devices();
        } catch (IllegalArgumentException _) {
            return List.of(); // no such library: a machine without NVIDIA's driver
        } catch (NvmlException e) {
            LOG.debug("NVML does not answer: {}", e.getMessage());
            return List.of();
        }
    }

    private static final class NvmlException extends Exception {

        private static final long serialVersionUID = 1L;

        NvmlException(String message) {
            super(message);
        }
    }

    private record Library(SymbolLookup symbols, Arena arena) {

        List<Device> devices() throws NvmlException {
            call(function("nvmlInit_v2"));
            try {
                var count = arena.allocate(JAVA_INT);
                call(function("nvmlDeviceGetCount_v2", ADDRESS), count);
                var devices = new ArrayList<Device>();
                for (int index = 0; index < count.get(JAVA_INT, 0); index++) {
                    devices.add(device(index));
                }
                return devices;
            } finally {
                call(function("nvmlShutdown"));
            }
        }

        private Device device(int index) throws NvmlException {
            var handle = arena.allocate(ADDRESS);
            call(function("nvmlDeviceGetHandleByIndex_v2", JAVA_INT, ADDRESS), index, handle);
            var device = handle.get(ADDRESS, 0);
            var memory = arena.allocate(JAVA_LONG, MEMORY_NUMBERS); // total, free, used
            call(function("nvmlDeviceGetMemoryInfo", ADDRESS, ADDRESS), device, memory);
            return new Device(
                    text("nvmlDeviceGetUUID", device),
                    text("nvmlDeviceGetName", device),
                    memory.getAtIndex(JAVA_LONG, TOTAL),
                    memory.getAtIndex(JAVA_LONG, USED));
        }

        private String text(String name, MemorySegment device) throws NvmlException {
            var text = arena.allocate(TEXT_BYTES);
            call(function(name, ADDRESS, ADDRESS, JAVA_INT), device, text, TEXT_BYTES);
            return text.getString(0);
        }

        @SuppressWarnings("restricted")
        private MethodHandle function(String name, MemoryLayout... arguments) throws NvmlException {
            var symbol = symbols.find(name).orElseThrow(() -> new NvmlException(name + " is missing"));
            return Linker.nativeLinker().downcallHandle(symbol, FunctionDescriptor.of(JAVA_INT, arguments));
        }

        private static void call(MethodHandle function, Object... arguments) throws NvmlException {
            try {
                var code = (int) function.invokeWithArguments(arguments);
                if (code != 0) {
                    throw new NvmlException("code " + code);
                }
            } catch (NvmlException | Error e) {
                throw e;
            } catch (Throwable e) {
                throw new NvmlException(e.toString());
            }
        }
    }
}

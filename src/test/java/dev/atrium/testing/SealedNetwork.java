package dev.atrium.testing;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A network namespace that has loopback and nothing else. Whatever tries to leave it finds no route, and the
 * kernel counts that: so a test sees every attempt of every process inside, native code included.
 */
public final class SealedNetwork {

    private static final int AF_INET = 2;
    private static final int SOCK_DGRAM = 2;
    private static final long SIOCSIFFLAGS = 0x8914;
    private static final short IFF_UP_AND_RUNNING = 0x41;
    private static final int NAME_LENGTH = 16;
    private static final int REQUEST_LENGTH = 40;

    private SealedNetwork() {}

    /** The command that runs {@code command} in a namespace of its own, without being root. */
    public static List<String> command(List<String> command) {
        var all = new ArrayList<>(List.of("unshare", "--map-root-user", "--net"));
        all.addAll(command);
        return all;
    }

    /** Whether this machine lets ordinary people make such a namespace. */
    public static boolean isAvailable() throws IOException, InterruptedException {
        try {
            return new ProcessBuilder(command(List.of("true"))).start().waitFor() == 0;
        } catch (IOException _) {
            return false; // there is no unshare
        }
    }

    /** Brings loopback up; to be called inside of the namespace, before anything listens. */
    public static void bringLoopbackUp() {
        try (var arena = Arena.ofConfined()) {
            var request = arena.allocate(
                    MemoryLayout.sequenceLayout(REQUEST_LENGTH, java.lang.foreign.ValueLayout.JAVA_BYTE));
            request.setString(0, "lo");
            request.set(JAVA_SHORT, NAME_LENGTH, IFF_UP_AND_RUNNING);
            int socket = (int) function("socket", JAVA_INT, JAVA_INT, JAVA_INT).invokeExact(AF_INET, SOCK_DGRAM, 0);
            int result =
                    (int) function("ioctl", JAVA_INT, JAVA_LONG, ADDRESS).invokeExact(socket, SIOCSIFFLAGS, request);
            if (result != 0) {
                throw new IllegalStateException("loopback: it did not come up");
            }
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    /** How many packets found no way out of this namespace since it was made, look-ups of names included. */
    public static long attemptsToLeave() throws IOException {
        return column("/proc/net/snmp", "Ip:", "OutNoRoutes")
                + column("/proc/net/snmp", "Udp:", "NoPorts")
                + row("/proc/net/snmp6", "Ip6OutNoRoutes");
    }

    @SuppressWarnings("restricted") // native access is what this class is for
    private static MethodHandle function(String name, MemoryLayout... arguments) {
        var linker = Linker.nativeLinker();
        return linker.downcallHandle(
                linker.defaultLookup().findOrThrow(name), FunctionDescriptor.of(JAVA_INT, arguments));
    }

    /** The kernel writes a line of names and below it a line of numbers. */
    private static long column(String file, String group, String name) throws IOException {
        var lines = Files.readAllLines(Path.of(file)).stream()
                .filter(line -> line.startsWith(group))
                .map(line -> List.of(line.split(" ")))
                .toList();
        return Long.parseLong(lines.get(1).get(lines.getFirst().indexOf(name)));
    }

    private static long row(String file, String name) throws IOException {
        if (!Files.exists(Path.of(file))) {
            return 0; // a kernel without IPv6
        }
        return Files.readAllLines(Path.of(file)).stream()
                .filter(line -> line.startsWith(name))
                .mapToLong(line -> Long.parseLong(line.substring(name.length()).strip()))
                .sum();
    }
}

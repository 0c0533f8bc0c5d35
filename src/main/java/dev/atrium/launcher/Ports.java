package dev.atrium.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** TCP ports on loopback. */
final class Ports {

    private Ports() {}

    /** Returns a port that was free a moment ago. Somebody may take it first: be ready to try again. */
    static int anyFree() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            // As servers do: a port whose last connections linger in TIME_WAIT is free.
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** @throws CommandException when the port that a service needs is taken */
    static void requireFree(int port, Service service) {
        if (!isFree(port)) {
            throw new CommandException(
                    "Port %d, which %s needs, is taken by another process. Stop that process, or set %s to a free port."
                            .formatted(port, service.title(), service.variable()));
        }
    }
}

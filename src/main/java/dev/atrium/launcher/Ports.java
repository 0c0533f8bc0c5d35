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

    /** Whether a port of loopback is free. */
    static boolean isFree(int port) {
        try {
            bind(InetAddress.getLoopbackAddress(), port);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** @throws CommandException when the port that a service needs is taken, or its address is not this machine's */
    static void requireFree(Service service, Endpoints.Endpoint endpoint) {
        try {
            bind(InetAddress.getByName(endpoint.address()), endpoint.port());
        } catch (IOException e) {
            service.addressVariable().ifPresent(variable -> requireOwn(variable, endpoint.address()));
            throw new CommandException(
                    "Port %d, which %s needs, is taken by another process. Stop that process, or set %s to a free port."
                            .formatted(endpoint.port(), service.title(), service.variable()));
        }
    }

    private static void requireOwn(String variable, String address) {
        try {
            bind(InetAddress.getByName(address), 0);
        } catch (IOException e) {
            throw new CommandException("%s: '%s' (expected: an address of this machine)".formatted(variable, address));
        }
    }

    private static void bind(InetAddress address, int port) throws IOException {
        try (ServerSocket socket = new ServerSocket()) {
            // As servers do: a port whose last connections linger in TIME_WAIT is free.
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(address, port));
        }
    }
}

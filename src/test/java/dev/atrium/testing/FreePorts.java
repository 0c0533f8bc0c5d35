package dev.atrium.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** Ports of loopback for servers that start a little later. */
public final class FreePorts {

    /** Below those that the kernel gives to outgoing connections, or one of those could take the port meanwhile. */
    private static final int LOWEST = 20_000;

    private static final int BEYOND = 30_000;

    private FreePorts() {}

    /** So many ports, all different, that nobody listens on now. */
    public static List<Integer> take(int count) throws IOException {
        var sockets = new ArrayList<ServerSocket>();
        try {
            while (sockets.size() < count) {
                open(sockets);
            }
            return sockets.stream().map(ServerSocket::getLocalPort).toList();
        } finally {
            for (var socket : sockets) {
                socket.close();
            }
        }
    }

    private static void open(List<ServerSocket> sockets) {
        var port = ThreadLocalRandom.current().nextInt(LOWEST, BEYOND);
        try {
            sockets.add(new ServerSocket(port, 1, InetAddress.getLoopbackAddress()));
        } catch (IOException _) {
            // taken: another one then
        }
    }
}

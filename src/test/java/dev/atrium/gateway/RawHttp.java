package dev.atrium.gateway;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** HTTP byte by byte, for what a well-behaved client cannot do. */
final class RawHttp {

    private static final int TIMEOUT_MILLIS = 10_000;

    private RawHttp() {}

    static Socket open(int port) throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(TIMEOUT_MILLIS);
        return socket;
    }

    static String post(String path, String secret, String body) {
        return "POST " + path + " HTTP/1.1\r\nhost: localhost\r\nauthorization: Bearer " + secret
                + "\r\ncontent-type: application/json\r\ncontent-length: " + body.length() + "\r\n\r\n" + body;
    }

    static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
    }

    /** Sends and reads until the end of a chunked answer. */
    static String exchange(int port, String request) throws IOException {
        try (var socket = open(port)) {
            send(socket, request);
            var head = readUntil(socket, "\r\n0\r\n");
            return head + readUntil(socket, "\r\n\r\n");
        }
    }

    /** Everything up to and with {@code mark}, or up to the end of the connection. */
    static String readUntil(Socket socket, String mark) throws IOException {
        var text = new StringBuilder();
        while (text.indexOf(mark) < 0) {
            var next = socket.getInputStream().read();
            if (next < 0) {
                return text.toString();
            }
            text.append((char) next);
        }
        return text.toString();
    }

    /** What has come so far. */
    static String available(Socket socket) throws IOException {
        var bytes = new ByteArrayOutputStream();
        while (socket.getInputStream().available() > 0) {
            bytes.write(socket.getInputStream().read());
        }
        return bytes.toString(StandardCharsets.ISO_8859_1);
    }

    /** Reads so many bytes and drops them; returns how many came. */
    static long skip(Socket socket, long count) throws IOException {
        socket.getInputStream().skipNBytes(count);
        return count;
    }

    /** Sends and reads until the other side closes the connection. */
    static String untilClosed(int port, String request) throws IOException {
        try (var socket = open(port)) {
            send(socket, request);
            return readAll(socket);
        }
    }

    static String readAll(Socket socket) throws IOException {
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    }
}

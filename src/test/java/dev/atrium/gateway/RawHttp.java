package dev.atrium.gateway;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** HTTP byte by byte, for what a well-behaved client cannot do. */
final class RawHttp {

    // RFC 9113, sections 6 and 6.5.2.
    private static final int DATA = 0;
    private static final int HEADERS = 1;
    private static final int SETTINGS = 4;
    private static final int END_STREAM = 1;
    private static final int END_HEADERS = 4;
    private static final byte INITIAL_WINDOW = 4;

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

    /** One request over HTTP/2, from a caller who lets nothing of the answer's content be sent. */
    static void sendHttp2(Socket socket, String path, String secret, String body) throws IOException {
        var head = new ByteArrayOutputStream();
        field(head, ":method", "POST");
        field(head, ":scheme", "http");
        field(head, ":authority", "localhost");
        field(head, ":path", path);
        field(head, "authorization", "Bearer " + secret);
        field(head, "content-type", "application/json");
        var out = new DataOutputStream(socket.getOutputStream());
        out.writeBytes("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
        frame(out, SETTINGS, 0, 0, new byte[] {0, INITIAL_WINDOW, 0, 0, 0, 0});
        frame(out, HEADERS, END_HEADERS, 1, head.toByteArray());
        frame(out, DATA, END_STREAM, 1, body.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    private static void frame(DataOutputStream out, int type, int flags, int stream, byte[] content)
            throws IOException {
        out.writeByte(content.length >> 16);
        out.writeShort(content.length);
        out.writeByte(type);
        out.writeByte(flags);
        out.writeInt(stream);
        out.write(content);
    }

    /** A literal field that no table knows; names and values of less than 127 bytes. */
    private static void field(ByteArrayOutputStream to, String name, String value) {
        to.write(0);
        to.write(name.length());
        to.writeBytes(name.getBytes(StandardCharsets.US_ASCII));
        to.write(value.length());
        to.writeBytes(value.getBytes(StandardCharsets.US_ASCII));
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

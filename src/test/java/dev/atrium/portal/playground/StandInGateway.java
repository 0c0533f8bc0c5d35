package dev.atrium.portal.playground;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/** Answers calls as a gateway does, with what a test puts there. */
final class StandInGateway implements AutoCloseable {

    static final String RECEIPT = """
            {"currency": "USD", "cost": "0.00000162", "first_byte_ms": 120, "duration_ms": 1340, "lines": [
            {"meter": "input_tokens", "quantity": 9, "exact": true},
            {"meter": "output_tokens", "quantity": 4, "exact": true}]}""";

    final List<String> bodies = new CopyOnWriteArrayList<>();
    final List<String> keys = new CopyOnWriteArrayList<>();
    private final HttpServer server;
    private volatile Answer answer = exchange -> refuse(exchange, 500, "nothing_set", "Nothing is set.");

    /** What is sent for a call of a model. */
    interface Answer {

        void send(HttpExchange exchange) throws IOException;
    }

    StandInGateway() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/v1/usage/", exchange -> whole(exchange, 200, RECEIPT));
        server.createContext("/v1/", exchange -> {
            keys.add(exchange.getRequestHeaders().getFirst("authorization"));
            bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            answer.send(exchange);
        });
        server.start();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    void answer(Answer next) {
        answer = next;
    }

    /** Sends events, and then nothing more. */
    static void stream(HttpExchange exchange, byte[]... events) throws IOException {
        exchange.getResponseHeaders().set("content-type", "text/event-stream");
        exchange.getResponseHeaders().set("x-request-id", "req_1");
        exchange.sendResponseHeaders(200, 0);
        try (var out = exchange.getResponseBody()) {
            for (var event : events) {
                out.write(event);
                out.flush();
            }
        }
    }

    static byte[] piece(String text) {
        return event("{\"choices\":[{\"delta\":{\"content\":\"%s\"}}]}".formatted(text));
    }

    static byte[] end(String reason) {
        return event("{\"choices\":[{\"delta\":{},\"finish_reason\":\"%s\"}]}".formatted(reason));
    }

    static byte[] event(String data) {
        return ("data: " + data + "\n\n").getBytes(StandardCharsets.UTF_8);
    }

    static void refuse(HttpExchange exchange, int status, String code, String message) throws IOException {
        whole(exchange, status, "{\"error\":{\"code\":\"%s\",\"message\":\"%s\"}}".formatted(code, message));
    }

    static void whole(HttpExchange exchange, int status, String body) throws IOException {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("x-request-id", "req_1");
        exchange.sendResponseHeaders(status, bytes.length);
        try (var out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}

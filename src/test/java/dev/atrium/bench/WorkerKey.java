package dev.atrium.bench;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.atrium.agent.Inference;
import dev.atrium.agent.SigningKey;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import tools.jackson.databind.json.JsonMapper;

/** Proves a worker's identity for the mock engine, which cannot sign. */
final class WorkerKey implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final SigningKey key = SigningKey.generate();
    private final HttpServer server;

    WorkerKey() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(Inference.HELLO_PATH, this::hello);
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    String publicKey() {
        return key.publicKey();
    }

    private void hello(HttpExchange exchange) throws IOException {
        try (exchange) {
            var nonce = JSON.readValue(exchange.getRequestBody(), Inference.HelloRequest.class)
                    .nonce();
            var token = exchange.getRequestHeaders().getFirst("authorization").substring("Bearer ".length());
            var answer = JSON.writeValueAsBytes(new Inference.HelloAnswer(key.sign(Inference.helloText(nonce, token))));
            exchange.getResponseHeaders().add("connection", "close");
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}

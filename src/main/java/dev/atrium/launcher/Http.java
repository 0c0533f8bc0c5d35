package dev.atrium.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/** The few HTTP calls of the launcher, all to services of its own on loopback. */
final class Http {

    private static final int CONNECT_MILLIS = 2000;

    /** @param body empty when there was none */
    record Answer(int status, String body) {

        boolean isGood() {
            return status >= 200 && status < 300;
        }
    }

    private Http() {}

    static Answer get(String url, Optional<String> token, Duration patience) throws IOException {
        return answer(open(url, token, patience));
    }

    static Answer post(String url, Optional<String> token, String json, Duration patience) throws IOException {
        HttpURLConnection connection = open(url, token, patience);
        connection.setRequestMethod("POST");
        connection.setRequestProperty("Content-Type", "application/json");
        connection.setDoOutput(true);
        connection.getOutputStream().write(json.getBytes(StandardCharsets.UTF_8));
        return answer(connection);
    }

    private static HttpURLConnection open(String url, Optional<String> token, Duration patience) throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) URI.create(url).toURL().openConnection(Proxy.NO_PROXY);
        connection.setConnectTimeout(CONNECT_MILLIS);
        connection.setReadTimeout((int) patience.toMillis());
        token.ifPresent(secret -> connection.setRequestProperty("Authorization", "Bearer " + secret));
        return connection;
    }

    private static Answer answer(HttpURLConnection connection) throws IOException {
        int status = connection.getResponseCode();
        try (InputStream body = status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
            String text = body == null ? "" : new String(body.readAllBytes(), StandardCharsets.UTF_8);
            return new Answer(status, text);
        } finally {
            connection.disconnect();
        }
    }
}

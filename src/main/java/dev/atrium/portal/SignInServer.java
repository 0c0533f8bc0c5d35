package dev.atrium.portal;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.springframework.security.oauth2.client.registration.ClientRegistration;

/** Whether the server where people sign in is there. */
final class SignInServer implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final int LOWEST_FAULT_OF_SERVER = 500;

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();

    /** Asks for the keys of its tokens, at the address by which the portal itself reaches it. */
    boolean answers(ClientRegistration registration) {
        var address = URI.create(registration.getProviderDetails().getJwkSetUri());
        var request = HttpRequest.newBuilder(address).timeout(PATIENCE).GET().build();
        try {
            return http.send(request, BodyHandlers.discarding()).statusCode() < LOWEST_FAULT_OF_SERVER;
        } catch (IOException _) {
            return false;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void close() {
        http.close();
    }
}

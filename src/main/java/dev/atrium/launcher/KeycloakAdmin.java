package dev.atrium.launcher;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The admin REST API of a Keycloak child, as its admin. */
final class KeycloakAdmin implements AutoCloseable {

    static final String USER = "admin";

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    // A token is good for a minute.
    private static final Duration TOKEN_LIFE = Duration.ofSeconds(30);
    private static final int BAD_REQUEST = 400;
    private static final int UNAUTHORIZED = 401;
    private static final int CONFLICT = 409;
    private static final String KEYS = "org.keycloak.keys.KeyProvider";

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .proxy(HttpClient.Builder.NO_PROXY)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final String url;
    private final String password;
    private String token = "";
    private long tokenNanos;

    KeycloakAdmin(String url, String password) {
        this.url = url;
        this.password = password;
    }

    /** Whether Keycloak takes the password. */
    boolean isWelcome() throws IOException {
        HttpResponse<String> answer = askForToken();
        if (answer.statusCode() == UNAUTHORIZED || answer.statusCode() == BAD_REQUEST) {
            return false;
        }
        keep(answer);
        return true;
    }

    /** Replaces the admin's own password. */
    void changePassword(String fresh) throws IOException {
        String id = Json.first(get("/master/users?exact=true&username=" + USER), "id")
                .orElseThrow(
                        () -> new CommandException("Keycloak has no user '%s' in its realm master.".formatted(USER)));
        put("/master/users/%s/reset-password".formatted(id), password(fresh, false));
    }

    /** Whether people may register themselves. */
    void allowRegistration(String realm, boolean allowed) throws IOException {
        String wanted = Boolean.toString(allowed);
        if (!Json.first(get("/" + realm), "registrationAllowed").equals(Optional.of(wanted))) {
            put("/" + realm, "{\"registrationAllowed\":%s}".formatted(wanted));
        }
    }

    /**
     * Tells a client its secret and where it may send people back to.
     *
     * @param bases addresses of the portal, without a slash at the end
     */
    void setClient(String realm, String clientId, String secret, List<String> bases) throws IOException {
        String id = Json.first(get("/%s/clients?clientId=%s".formatted(realm, encode(clientId))), "id")
                .orElseThrow(() -> new CommandException(
                        "The realm '%s' of Keycloak has no client '%s'.".formatted(realm, clientId)));
        String redirects = bases.stream()
                .map(base -> Json.quote(base + "/login/oauth2/code/atrium"))
                .collect(Collectors.joining(","));
        String afterSignOut = bases.stream().map(base -> base + "/*").collect(Collectors.joining("##"));
        put(
                "/%s/clients/%s".formatted(realm, id),
                "{\"clientId\":%s,\"secret\":%s,\"redirectUris\":[%s],\"attributes\":{\"post.logout.redirect.uris\":%s}}"
                        .formatted(Json.quote(clientId), Json.quote(secret), redirects, Json.quote(afterSignOut)));
    }

    /**
     * Makes a person.
     *
     * @return whether there was none with this address
     */
    boolean addPerson(String realm, FirstPerson person, String secret) throws IOException {
        String json = """
                {"username":%1$s,"email":%1$s,"emailVerified":%5$s,"enabled":true,"firstName":%2$s,"lastName":%3$s,
                 "credentials":[%4$s]}""".formatted(
                        Json.quote(person.email()),
                        Json.quote(person.firstName()),
                        Json.quote(person.lastName()),
                        password(secret, person.isTemporary()),
                        !person.isTemporary());
        HttpResponse<String> answer = send(request("/%s/users".formatted(realm), "POST", json));
        if (answer.statusCode() == CONFLICT) {
            return false;
        }
        checked(answer);
        return true;
    }

    /** Deletes all keys of a realm; Keycloak makes others when it needs them. */
    void deleteKeys(String realm) throws IOException {
        String components = get("/%s/components?type=%s".formatted(realm, KEYS));
        List<String> ids = Json.all(components, "id");
        List<String> kinds = Json.all(components, "providerId");
        // RSA last: our token is signed with one of these.
        for (boolean rsa : new boolean[] {false, true}) {
            for (int i = 0; i < ids.size(); i++) {
                if (kinds.get(i).equals("rsa-generated") == rsa) {
                    checked(send(request("/%s/components/%s".formatted(realm, ids.get(i)), "DELETE", "")));
                }
            }
        }
    }

    @Override
    public void close() {
        http.close();
    }

    private static String password(String value, boolean temporary) {
        return "{\"type\":\"password\",\"temporary\":%s,\"value\":%s}".formatted(temporary, Json.quote(value));
    }

    private String get(String path) throws IOException {
        return checked(send(request(path, "GET", "")));
    }

    private void put(String path, String json) throws IOException {
        checked(send(request(path, "PUT", json)));
    }

    private HttpRequest request(String path, String method, String json) throws IOException {
        return HttpRequest.newBuilder(URI.create(url + "/admin/realms" + path))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + token())
                .header("Content-Type", "application/json")
                .method(
                        method,
                        json.isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(json))
                .build();
    }

    private String token() throws IOException {
        if (token.isEmpty() || System.nanoTime() - tokenNanos > TOKEN_LIFE.toNanos()) {
            keep(askForToken());
        }
        return token;
    }

    private void keep(HttpResponse<String> answer) {
        token = Json.first(checked(answer), "access_token")
                .orElseThrow(() -> new CommandException("Keycloak sent its admin no token."));
        tokenNanos = System.nanoTime();
    }

    private HttpResponse<String> askForToken() throws IOException {
        String form = Stream.of(
                        Map.entry("grant_type", "password"),
                        Map.entry("client_id", "admin-cli"),
                        Map.entry("username", USER),
                        Map.entry("password", password))
                .map(field -> field.getKey() + "=" + encode(field.getValue()))
                .collect(Collectors.joining("&"));
        return send(HttpRequest.newBuilder(URI.create(url + "/realms/master/protocol/openid-connect/token"))
                .timeout(PATIENCE)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build());
    }

    private HttpResponse<String> send(HttpRequest request) throws IOException {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandException("Interrupted.", e);
        }
    }

    // Its answers to refused requests say what is wrong and hold no secret.
    private static String checked(HttpResponse<String> answer) {
        if (answer.statusCode() / 100 != 2) {
            throw new CommandException("Keycloak refused %s %s with %d: %s"
                    .formatted(
                            answer.request().method(),
                            answer.request().uri().getPath(),
                            answer.statusCode(),
                            answer.body()));
        }
        return answer.body();
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}

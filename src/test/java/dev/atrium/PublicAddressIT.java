package dev.atrium;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.HttpURLConnection;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** The real portal behind something that speaks TLS. */
class PublicAddressIT {

    @TempDir
    private Path home;

    @Test
    void browsersSeeThePublicAddressAndKeepTheSessionToTls() throws Exception {
        try (var portal = TestRoles.start(home, "portal", "--atrium.portal.public-url=https://atrium.example.com/")) {
            Files.writeString(home.resolve("secrets/keycloak-client"), "a secret");
            var issued = JsonMapper.builder()
                    .build()
                    .readTree(portal.post("/manage/v1/operator-links", "{}").body());
            var link = issued.path("url").asString();
            var here = link.replace("https://atrium.example.com", "http://127.0.0.1:" + portal.portalPort());

            var answer = portal.send(HttpRequest.newBuilder(URI.create(here)).build());

            assertThat(link).startsWith("https://atrium.example.com/operator-link?token=");
            assertThat(answer.statusCode()).isEqualTo(HttpURLConnection.HTTP_MOVED_TEMP);
            assertThat(answer.headers().firstValue("location")).contains("https://atrium.example.com/sign-in");
            assertThat(answer.headers().firstValue("set-cookie").orElseThrow())
                    .startsWith("__Host-atrium-session=")
                    .endsWith("; Path=/; Secure; HttpOnly; SameSite=Lax");
            var signIn = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + portal.portalPort() + "/sign-in"));
            var away = portal.send(signIn.build());
            assertThat(away.statusCode()).isEqualTo(HttpURLConnection.HTTP_UNAVAILABLE);
            assertThat(away.body()).contains("The sign-in server does not answer.");
            assertThat(portal.get("/manage/v1/operators").body()).startsWith("{\"items\":[");
            assertThat(portal.get("/manage/v1/audit").body())
                    .contains("operator_link.issue")
                    .doesNotContain(link.substring(link.indexOf('=') + 1));
        }
    }
}

package dev.atrium.portal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.TestRoles;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The pages of a running portal as a browser fetches them, and what must stay as it was beside them. */
class PagesIT {

    private static final Pattern SCRIPT = Pattern.compile("<script[^>]*>");

    @TempDir
    private static Path home;

    private static TestRoles portal;

    @BeforeAll
    static void start() throws IOException {
        portal = TestRoles.start(home, "portal", "--atrium.portal.kit=true");
    }

    @AfterAll
    static void stop() {
        portal.close();
    }

    @Test
    void aPageHasEverySecurityHeader() throws Exception {
        var page = get("/kit");

        assertThat(page.statusCode()).isEqualTo(200);
        Map.of(
                        "cache-control", "no-store",
                        "x-content-type-options", "nosniff",
                        "x-frame-options", "DENY",
                        "referrer-policy", "same-origin",
                        "cross-origin-opener-policy", "same-origin",
                        "cross-origin-resource-policy", "same-origin",
                        "permissions-policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()")
                .forEach((name, value) ->
                        assertThat(page.headers().allValues(name)).as(name).containsExactly(value));
        assertThat(page.headers().firstValue("x-request-id")).isPresent();
        assertThat(page.headers().allValues("server")).isEmpty();
    }

    @Test
    void onlyScriptsWithTheNonceOfThisAnswerRun() throws Exception {
        var first = get("/kit");
        var second = get("/kit");

        assertThat(nonce(first)).hasSize(22).isNotEqualTo(nonce(second));
        assertThat(SCRIPT.matcher(first.body()).results().map(match -> match.group()))
                .isNotEmpty()
                .allMatch(script -> script.contains("nonce=\"" + nonce(first) + "\""));
        assertThat(first.headers().firstValue("content-security-policy"))
                .contains(("default-src 'none'; script-src 'self' 'nonce-%s' 'unsafe-eval'; "
                                + "style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; "
                                + "connect-src 'self'; manifest-src 'self'; base-uri 'self'; form-action 'self'; "
                                + "frame-ancestors 'none'")
                        .formatted(nonce(first)));
    }

    @Test
    void pagesSpeakTheLanguageOfTheReader() throws Exception {
        assertThat(get("/kit", "accept-language", "zh-CN,zh;q=0.9").body()).contains("<html lang=\"zh-CN\"");
        assertThat(get("/kit", "accept-language", "de").body()).contains("<html lang=\"en\"");
        assertThat(get("/kit", "cookie", "atrium-language=zh-CN").body()).contains("<html lang=\"zh-CN\"");
        assertThat(get("/kit", "accept-language", "%%%").body()).contains("<html lang=\"en\"");
    }

    @Test
    void strangersAreSentToSignInWhereverTheyGo() throws Exception {
        for (var path : List.of("/", "/o/acme", "/there/is/nothing", "/vaadinServlet/", "/login")) {
            var answer = get(path);

            assertThat(answer.statusCode()).as(path).isEqualTo(302);
            assertThat(answer.headers().firstValue("location"))
                    .as(path)
                    .hasValueSatisfying(
                            target -> assertThat(URI.create(target).getPath()).isEqualTo("/sign-in"));
        }
    }

    @Test
    void signInSaysWhenItIsNotSetUp() throws Exception {
        var answer = get("/sign-in");

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body())
                .contains(
                        "<h1>Sign-in is not set up</h1>",
                        "This portal knows no sign-in server. Your operator sets one up; see the guide for operators.",
                        answer.headers().firstValue("x-request-id").orElseThrow())
                .doesNotContain("<script");
        assertThat(get("/sign-in", "accept-language", "zh").body()).contains("<h1>尚未设置登录</h1>");
    }

    @Test
    void filesOfTheBrowserAreKeptForAYearWhenTheirAddressNamesTheirContent() throws Exception {
        assertThat(get("/assets/kit.js?v-c=1").headers().allValues("cache-control"))
                .containsExactly("max-age=31536000, immutable");
        assertThat(get("/assets/vendor/echarts-6.0.0.cache.js").headers().allValues("cache-control"))
                .containsExactly("max-age=31536000");
    }

    @Test
    void workersAndOperatorsAreNoneOfThePagesBusiness() throws Exception {
        var worker = send(HttpRequest.newBuilder(uri("/worker/v1/heartbeat"))
                .header("content-type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{}")));
        var health = send(HttpRequest.newBuilder(uri("/healthz")));

        assertThat(worker.statusCode()).isEqualTo(401);
        assertThat(worker.body()).contains("\"code\":\"not_signed\"");
        assertThat(health.body()).isEqualTo("{\"status\":\"up\"}");
        assertThat(health.headers().allValues("content-security-policy"))
                .containsExactly("default-src 'none'; frame-ancestors 'none'");
        assertThat(health.headers().allValues("set-cookie")).isEmpty();
        assertThat(portal.get("/manage/v1/status").statusCode()).isEqualTo(200);
    }

    @Test
    void pagesAreNotOnTheManagementPort() throws Exception {
        assertThat(portal.get("/kit").statusCode()).isEqualTo(404);
        assertThat(portal.get("/assets/kit.js").statusCode()).isEqualTo(404);
    }

    @Test
    void theSessionCookieIsOutOfReachOfScripts() throws Exception {
        assertThat(get("/kit").headers().allValues("set-cookie"))
                .singleElement()
                .asString()
                .startsWith("atrium-session=")
                .contains("HttpOnly", "SameSite=Lax");
    }

    private static String nonce(HttpResponse<String> page) {
        var policy = page.headers().firstValue("content-security-policy").orElseThrow();
        return policy.replaceFirst(".*'nonce-([^']*)'.*", "$1");
    }

    private static HttpResponse<String> get(String path, String... headers) throws Exception {
        var request = HttpRequest.newBuilder(uri(path)).header("accept", "text/html");
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request);
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return portal.send(request.build());
    }

    private static URI uri(String path) {
        return URI.create("http://127.0.0.1:" + portal.portalPort() + path);
    }
}

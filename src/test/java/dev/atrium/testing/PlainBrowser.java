package dev.atrium.testing;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A browser as plain as can be: it follows redirects, keeps cookies and sends forms, and runs no script. Like real ones
 * it takes loopback for safe, where cookies that want TLS are kept too.
 */
public final class PlainBrowser implements AutoCloseable {

    private static final int MOST_REDIRECTS = 12;

    private final HttpClient http = HttpClient.newHttpClient();
    private final Map<Cookie, String> cookies = new LinkedHashMap<>();

    private record Cookie(String name, String path) {}

    /** What is shown, after all redirects. */
    public record Page(URI address, int status, String text) {

        /** The first group of the first match, with HTML's escapes undone. */
        public String find(String pattern) {
            var matcher = Pattern.compile(pattern, Pattern.DOTALL).matcher(text);
            if (!matcher.find()) {
                throw new AssertionError("nothing like %s at %s (%d):%n%s".formatted(pattern, address, status, text));
            }
            return matcher.group(1).replace("&amp;", "&");
        }
    }

    public Page open(URI address) throws IOException, InterruptedException {
        return follow(HttpRequest.newBuilder(address).GET());
    }

    /** Where an address sends on to, without going there. */
    public URI redirect(URI address) throws IOException, InterruptedException {
        var answer = send(HttpRequest.newBuilder(address).GET());
        return address.resolve(answer.headers().firstValue("location").orElseThrow());
    }

    /** Forgets all cookies. */
    public void forget() {
        cookies.clear();
    }

    /** Opens a link of a page: the first whose address contains {@code part}. */
    public Page click(Page page, String part) throws IOException, InterruptedException {
        return open(page.address().resolve(page.find("href=\"([^\"]*" + Pattern.quote(part) + "[^\"]*)\"")));
    }

    /** Chooses from a list of addresses: the first that contains {@code part}. */
    public Page choose(Page page, String part) throws IOException, InterruptedException {
        return open(page.address().resolve(page.find("value=\"([^\"]*" + Pattern.quote(part) + "[^\"]*)\"")));
    }

    /** Fills the first form of a page and sends it. */
    public Page submit(Page page, Map<String, String> fields) throws IOException, InterruptedException {
        var action = page.address().resolve(page.find("<form[^>]*action=\"([^\"]+)\""));
        var body = fields.entrySet().stream()
                .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
                .collect(Collectors.joining("&"));
        return follow(HttpRequest.newBuilder(action)
                .header("content-type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    @Override
    public void close() {
        http.close();
    }

    private Page follow(HttpRequest.Builder first) throws IOException, InterruptedException {
        var answer = send(first);
        for (var i = 0; i < MOST_REDIRECTS && answer.statusCode() / 100 == 3; i++) {
            var next =
                    answer.uri().resolve(answer.headers().firstValue("location").orElseThrow());
            answer = send(HttpRequest.newBuilder(next).GET());
        }
        return new Page(answer.uri(), answer.statusCode(), answer.body());
    }

    private HttpResponse<String> send(HttpRequest.Builder builder) throws IOException, InterruptedException {
        var path = builder.copy().build().uri().getPath();
        var sent = cookies.entrySet().stream()
                .filter(cookie -> path.startsWith(cookie.getKey().path()))
                .map(cookie -> cookie.getKey().name() + "=" + cookie.getValue())
                .collect(Collectors.joining("; "));
        if (!sent.isEmpty()) {
            builder.header("cookie", sent);
        }
        var answer = http.send(builder.header("accept", "text/html").build(), HttpResponse.BodyHandlers.ofString());
        answer.headers().allValues("set-cookie").forEach(this::keep);
        return answer;
    }

    private void keep(String cookie) {
        var name = cookie.substring(0, cookie.indexOf('='));
        var value = cookie.substring(cookie.indexOf('=') + 1).split(";", 2)[0];
        var path = Pattern.compile("(?i);\\s*path=([^;]*)").matcher(cookie);
        var key = new Cookie(name, path.find() ? path.group(1) : "/");
        if (value.isEmpty() || cookie.matches("(?i).*;\\s*max-age=0\\b.*")) {
            cookies.remove(key);
        } else {
            cookies.put(key, value);
        }
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}

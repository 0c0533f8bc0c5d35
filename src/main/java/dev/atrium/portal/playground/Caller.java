package dev.atrium.portal.playground;

import dev.atrium.keys.IssuedKey;
import dev.atrium.keys.OnBehalf;
import dev.atrium.keys.ShortLivedKeys;
import dev.atrium.shared.PersonId;
import dev.atrium.shared.ProblemException;
import dev.atrium.tenancy.Tenant;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;
import tools.jackson.databind.json.JsonMapper;

/** One person who calls models for one organization. Its methods wait, so they are not for the page's own thread. */
final class Caller {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int OK = 200;

    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final Duration KEY_LEFT = Duration.ofMinutes(2);
    private static final int RECEIPT_TRIES = 20;

    private final Supplier<Optional<URI>> gateway;
    private final ShortLivedKeys keys;
    private final HttpClient http;
    private final Clock clock;
    private final Tenant organization;
    private final PersonId person;
    private final BooleanSupplier allowed;
    private @Nullable IssuedKey key;

    /**
     * @param gateway where one is reached now; empty while none reports
     * @param allowed whether the person may call for the organization still, which pays
     */
    Caller(
            Supplier<Optional<URI>> gateway,
            ShortLivedKeys keys,
            HttpClient http,
            Clock clock,
            Tenant organization,
            PersonId person,
            BooleanSupplier allowed) {
        this.gateway = gateway;
        this.keys = keys;
        this.http = http;
        this.clock = clock;
        this.organization = organization;
        this.person = person;
        this.allowed = allowed;
    }

    /**
     * Calls a model; the answer is a good one. The caller closes its body.
     *
     * @param hangUp may end it from another thread, at any time
     */
    HttpResponse<InputStream> post(String path, Map<String, Object> body, HangUp hangUp)
            throws CallFailed, InterruptedException {
        if (!allowed.getAsBoolean()) {
            throw new CallFailed(CallFailed.NOT_ALLOWED, "");
        }
        var request = request(key(), path)
                .header("content-type", "application/json")
                .POST(BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)))
                .build();
        var coming = http.sendAsync(request, BodyHandlers.ofInputStream());
        hangUp.ends(() -> coming.cancel(true));
        var answer = await(coming);
        hangUp.ends(() -> close(answer));
        if (answer.statusCode() != OK) {
            throw refusal(answer);
        }
        return answer;
    }

    /** What a call used; empty when that is not known in time. */
    Optional<Figures> figures(HttpResponse<?> answer) throws InterruptedException {
        var id = answer.headers().firstValue("x-request-id").orElse("");
        try {
            for (int i = 0; i < RECEIPT_TRIES; i++) {
                var receipt = send(request(key(), "/v1/usage/" + id).GET().build());
                try (var body = receipt.body()) {
                    if (receipt.statusCode() == OK) {
                        return Optional.of(Figures.of(JSON.readTree(body)));
                    }
                }
                Thread.sleep(PAUSE);
            }
        } catch (CallFailed | IOException _) {
            // The answer is there; what it cost stands on the page for usage.
        }
        return Optional.empty();
    }

    private HttpRequest.Builder request(IssuedKey issued, String path) throws CallFailed {
        var address = gateway.get().map(URI::toString).orElseThrow(Caller::away);
        return HttpRequest.newBuilder(URI.create(address + path))
                .header("authorization", "Bearer " + issued.secret().spelled());
    }

    private static HttpResponse<InputStream> await(CompletableFuture<HttpResponse<InputStream>> coming)
            throws CallFailed, InterruptedException {
        try {
            return coming.get();
        } catch (CancellationException | ExecutionException _) {
            throw away();
        }
    }

    private static void close(HttpResponse<InputStream> answer) {
        try {
            answer.body().close();
        } catch (IOException _) {
            // It is over anyway.
        }
    }

    private HttpResponse<InputStream> send(HttpRequest request) throws CallFailed, InterruptedException {
        try {
            return http.send(request, BodyHandlers.ofInputStream());
        } catch (IOException _) {
            throw away();
        }
    }

    private static CallFailed refusal(HttpResponse<InputStream> answer) throws CallFailed {
        try {
            return CallFailed.read(answer.body());
        } catch (IOException _) {
            throw away();
        }
    }

    private synchronized IssuedKey key() throws CallFailed {
        var known = key;
        if (known != null && left(known).compareTo(KEY_LEFT) > 0) {
            return known;
        }
        try {
            var fresh = keys.issue(
                    organization.id(), organization.defaultProject(), new OnBehalf(person, OnBehalf.Part.PLAYGROUND));
            key = fresh;
            return fresh;
        } catch (ProblemException e) {
            throw new CallFailed(e.problem().code(), e.problem().message());
        } catch (DataAccessException | TransactionException _) {
            throw new CallFailed("database_away", "");
        }
    }

    private Duration left(IssuedKey issued) {
        var end = issued.key().expiresAt();
        return end == null ? ShortLivedKeys.LIFE : Duration.between(clock.instant(), end);
    }

    private static CallFailed away() {
        return new CallFailed(CallFailed.GATEWAY_AWAY, "");
    }
}

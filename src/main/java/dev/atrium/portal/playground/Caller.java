package dev.atrium.portal.playground;

import dev.atrium.keys.IssuedKey;
import dev.atrium.keys.OnBehalf;
import dev.atrium.keys.ShortLivedKeys;
import dev.atrium.shared.PersonId;
import dev.atrium.shared.ProblemException;
import dev.atrium.tenancy.Tenant;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
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

    private final Supplier<List<URI>> gateways;
    private final ShortLivedKeys keys;
    private final HttpClient http;
    private final Clock clock;
    private final Tenant organization;
    private final PersonId person;
    private final BooleanSupplier allowed;
    private @Nullable IssuedKey key;

    /**
     * @param gateways where they are reached now; none while none reports
     * @param allowed whether the person may call for the organization still, which pays
     */
    Caller(
            Supplier<List<URI>> gateways,
            ShortLivedKeys keys,
            HttpClient http,
            Clock clock,
            Tenant organization,
            PersonId person,
            BooleanSupplier allowed) {
        this.gateways = gateways;
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
        var call = BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body));
        for (var gateway : gateways.get()) {
            var request = request(URI.create(gateway + path))
                    .header("content-type", "application/json")
                    .POST(call)
                    .build();
            var coming = http.sendAsync(request, BodyHandlers.ofInputStream());
            hangUp.ends(() -> coming.cancel(true));
            var answered = await(coming);
            if (answered.isPresent()) {
                return good(answered.get(), hangUp);
            }
        }
        throw away();
    }

    private static HttpResponse<InputStream> good(HttpResponse<InputStream> answer, HangUp hangUp) throws CallFailed {
        hangUp.ends(() -> close(answer));
        if (answer.statusCode() != OK) {
            throw refusal(answer);
        }
        return answer;
    }

    /** What a call used; empty when that is not known in time. */
    Optional<Figures> figures(HttpResponse<?> answer) throws InterruptedException {
        var id = answer.headers().firstValue("x-request-id").orElse("");
        var address = answer.uri().resolve("/v1/usage/" + id);
        try {
            for (int i = 0; i < RECEIPT_TRIES; i++) {
                var receipt = send(request(address).GET().build());
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

    private HttpRequest.Builder request(URI address) throws CallFailed {
        return HttpRequest.newBuilder(address)
                .header("authorization", "Bearer " + key().secret().spelled());
    }

    /** Empty where nobody listens: another gateway may be asked, for this one has heard nothing of the call. */
    private static Optional<HttpResponse<InputStream>> await(CompletableFuture<HttpResponse<InputStream>> coming)
            throws CallFailed, InterruptedException {
        try {
            return Optional.of(coming.get());
        } catch (ExecutionException e) {
            if (e.getCause() instanceof ConnectException || e.getCause() instanceof HttpConnectTimeoutException) {
                return Optional.empty();
            }
            throw away();
        } catch (CancellationException _) {
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

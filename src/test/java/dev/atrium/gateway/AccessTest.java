package dev.atrium.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.atrium.keys.KeySecret;
import dev.atrium.keys.KeySightings;
import dev.atrium.registry.Visibility;
import dev.atrium.shared.PersonId;
import dev.atrium.tenancy.Tenant;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Who may call what. */
class AccessTest {

    private static final TestGateway GATEWAY = new TestGateway();
    private static final Tenant ACME = GATEWAY.facts.tenant("acme");
    private static final Tenant GLOBEX = GATEWAY.facts.tenant("globex");
    private static final KeySecret KEY = GATEWAY.facts.key(ACME);

    @BeforeAll
    static void serveModels() {
        GATEWAY.facts.serve(GATEWAY.facts.model(ACME, "mini", Visibility.PRIVATE), GATEWAY.engine);
        GATEWAY.facts.serve(GATEWAY.facts.model(GLOBEX, "private", Visibility.PRIVATE), GATEWAY.engine);
        GATEWAY.facts.serve(GATEWAY.facts.model(GLOBEX, "public", Visibility.PUBLIC), GATEWAY.engine);
    }

    @AfterAll
    static void stop() {
        GATEWAY.close();
    }

    @Test
    void takesBothSpellingsOfAKey() {
        assertThat(call(KEY.spelled(), "acme/mini").status()).isEqualTo(200);
        assertThat(call(KEY.spelledForHubs(), "acme/mini").status()).isEqualTo(200);
    }

    @Test
    void asksForAKey() {
        var request = HttpRequest.newBuilder(GATEWAY.uri("/v1/models")).build();

        var answer = GATEWAY.send(request);

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.code()).isEqualTo("missing_api_key");
        assertThat(answer.message()).isEqualTo("No API key was sent. Add the header 'Authorization: Bearer <key>'.");
        assertThat(answer.json().path("error").path("type").asString()).isEqualTo("authentication_error");
    }

    @Test
    void knowsNoMadeUpKey() {
        for (var secret : new String[] {"atr_live_x", "hf_", KeySecret.random().spelled(), KEY.spelled() + "x"}) {
            var answer = call(secret, "acme/mini");

            assertThat(answer.code()).as(secret).isEqualTo("invalid_api_key");
            assertThat(answer.message()).isEqualTo("This API key is not known. Copy it again, or issue a new one.");
        }
    }

    /** Over HTTP/2 the refusal may be out before the body has come; one caller in a hundred saw a reset instead. */
    @Test
    void tellsItToCallersWhoAreStillSending() {
        for (int i = 0; i < 3_000; i++) {
            assertThat(call("atr_live_x", "acme/mini").code()).isEqualTo("invalid_api_key");
        }
    }

    /** A script may call with a key in the moment in which it got it. */
    @Test
    void waitsForNewsOfAKeyThatItDoesNotKnow() throws Exception {
        var next = new CompletableFuture<Void>();
        var secret = GATEWAY.facts.keyOfNextReading(ACME, next);

        var answer = CompletableFuture.supplyAsync(() -> call(secret.spelled(), "acme/mini"));

        assertThatThrownBy(() -> answer.get(300, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
        next.complete(null);
        assertThat(answer.get(20, TimeUnit.SECONDS).status()).isEqualTo(200);
    }

    @Test
    void tellsThatAKeyWasRevokedOrExpired() {
        var at = Instant.parse("2026-01-01T00:00:00Z");
        var revoked = GATEWAY.facts.key(ACME, null, at);
        var expired = GATEWAY.facts.key(ACME, at, null);

        assertThat(call(revoked.spelled(), "acme/mini").message())
                .isEqualTo("API key %s was revoked at 2026-01-01T00:00:00Z. Issue a new one."
                        .formatted(GATEWAY.facts.keyOf(revoked).id()));
        assertThat(call(revoked.spelled(), "acme/mini").code()).isEqualTo("revoked_api_key");
        assertThat(call(expired.spelled(), "acme/mini").message())
                .isEqualTo("API key %s expired at 2026-01-01T00:00:00Z. Issue a new one."
                        .formatted(GATEWAY.facts.keyOf(expired).id()));
        assertThat(call(expired.spelled(), "acme/mini").code()).isEqualTo("expired_api_key");
    }

    @Test
    void holdsAKeyToItsListOfModels() {
        var mini = GATEWAY.facts.model(ACME, "listed", Visibility.PRIVATE);
        GATEWAY.facts.serve(mini, GATEWAY.engine);
        var key = GATEWAY.facts.key(ACME, Set.of(mini.id()));

        var refused = call(key.spelled(), "acme/mini");

        assertThat(call(key.spelled(), "acme/listed").status()).isEqualTo(200);
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.code()).isEqualTo("model_not_allowed");
        assertThat(refused.param()).isEqualTo("model");
        assertThat(refused.message())
                .isEqualTo("API key %s may not call 'acme/mini': its list of models does not name it."
                                .formatted(GATEWAY.facts.keyOf(key).id())
                        + " Use another key, or issue one for it.");
        assertThat(GATEWAY.get("/v1/models", key.spelled()).json().path("data").findValuesAsString("id"))
                .containsExactly("acme/listed");
        assertThat(GATEWAY.get("/v1/models/acme/mini", key.spelled()).code()).isEqualTo("model_not_allowed");
    }

    /** What the list leaves out must not tell whether others have such a model. */
    @Test
    void doesNotTellAKeyWithAListWhatOthersHave() {
        var key = GATEWAY.facts.key(
                ACME,
                Set.of(GATEWAY.facts.model(ACME, "only", Visibility.PRIVATE).id()));

        assertThat(call(key.spelled(), "globex/private").code()).isEqualTo("model_not_found");
    }

    /** What the portal shows of a key: when it was used, and why a call with it failed. */
    @Test
    void seesWhichKeyWasUsedAndWhyItWasRefused() {
        var key = GATEWAY.facts.key(ACME);
        var revoked = GATEWAY.facts.key(ACME, null, Instant.parse("2026-01-01T00:00:00Z"));
        call(key.spelled(), "acme/mini");
        var wrong = call(key.spelled(), "acme/nothing");
        var late = call(revoked.spelled(), "acme/mini");

        await().atMost(Duration.ofSeconds(5))
                .untilAsserted(() -> assertThat(seen(key, revoked))
                        .containsExactlyInAnyOrder(
                                wrong.header("x-request-id") + " model_not_found",
                                late.header("x-request-id") + " revoked_api_key"));
    }

    /** They end within the hour, and nobody ever looks them up. */
    @Test
    void seesNothingOfKeysWithWhichAtriumItselfCalls() {
        var key = GATEWAY.facts.key(ACME);
        var own = GATEWAY.facts.keyOfPlayground(ACME, PersonId.next());

        call(own.spelled(), "acme/mini");
        call(own.spelled(), "acme/nothing");
        call(key.spelled(), "acme/nothing");

        await().atMost(Duration.ofSeconds(5))
                .untilAsserted(() -> assertThat(seen(key)).hasSize(1));
        assertThat(sightings)
                .extracting(KeySightings.Sighting::key)
                .doesNotContain(GATEWAY.facts.keyOf(own).id());
    }

    @Test
    void doesNotTellAnothersModelFromNone() {
        var theirs = call(KEY.spelled(), "globex/private");
        var none = call(KEY.spelled(), "globex/nothing");

        assertThat(theirs.status()).isEqualTo(404);
        assertThat(theirs.code()).isEqualTo("model_not_found");
        assertThat(theirs.body()).isEqualTo(none.body());
        assertThat(theirs.response().headers().map().keySet())
                .isEqualTo(none.response().headers().map().keySet());
        assertThat(theirs.message())
                .isEqualTo("There is no model of that name, or this API key may not call it."
                        + " GET /v1/models lists what it may call.");
    }

    @Test
    void callsAPublicModelOfAnotherOrganization() {
        var answer = call(KEY.spelled(), "globex/public");

        assertThat(answer.status()).isEqualTo(200);
        var usage = GATEWAY.journal.events().getLast().usage();
        assertThat(usage.payer()).isEqualTo(ACME.id());
        assertThat(usage.publisher()).isEqualTo(GLOBEX.id());
    }

    @Test
    void findsVersionsAndAliases() {
        assertThat(call(KEY.spelled(), "acme/mini@v1").status()).isEqualTo(200);
        assertThat(call(KEY.spelled(), "ACME/Mini:production").status()).isEqualTo(200);
        assertThat(call(KEY.spelled(), "acme/mini@v9").message())
                .isEqualTo("The model exists, but 'acme/mini@v9' names no published version of it."
                        + " GET /v1/models lists its versions.");
        assertThat(call(KEY.spelled(), "acme/mini:staging").code()).isEqualTo("model_not_found");
        for (var name :
                new String[] {"mini", "acme/", "/", "acme/mini@7", "acme/mini@v99999999999", "a b/c", "\\u0000"}) {
            assertThat(call(KEY.spelled(), name).code()).as(name).isEqualTo("model_not_found");
        }
    }

    @Test
    void refusesAModelWithoutAPrice() {
        GATEWAY.facts.serve(GATEWAY.facts.modelWithoutPrice(ACME, "unpriced", Visibility.PRIVATE), GATEWAY.engine);

        var answer = call(KEY.spelled(), "acme/unpriced");

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.code()).isEqualTo("price_missing");
        assertThat(answer.message())
                .isEqualTo("The model 'acme/unpriced' has no price in USD, the currency of this organization."
                        + " Ask its publisher for one.");
    }

    @Test
    void tellsThatAVersionIsNotDeployed() {
        GATEWAY.facts.model(ACME, "idle", Visibility.PRIVATE);

        var answer = call(KEY.spelled(), "acme/idle");

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.code()).isEqualTo("not_deployed");
        assertThat(answer.message())
                .isEqualTo("No deployment serves 'acme/idle'. Deploy this version, or call one that is deployed.");
        assertThat(GATEWAY.journal.reserved()).isZero();
    }

    @Test
    void refusesToServeFromOldNews() {
        GATEWAY.facts.stale(true);
        try {
            var answer = call(KEY.spelled(), "acme/mini");

            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.code()).isEqualTo("stale");
            assertThat(answer.header("retry-after")).isEqualTo("1");
        } finally {
            GATEWAY.facts.stale(false);
        }
    }

    @Test
    void listsWhatTheKeyMayCall() {
        var answer = GATEWAY.get("/v1/models", KEY.spelled());

        assertThat(answer.json().path("object").asString()).isEqualTo("list");
        assertThat(answer.json().path("data").findValuesAsString("id"))
                .contains("acme/mini", "globex/public")
                .doesNotContain("globex/private");
    }

    @Test
    void describesOneModelHoweverItsSlashIsWritten() {
        for (var path :
                new String[] {"acme/mini", "acme%2Fmini", "acme%2fmini", "acme/mini@v1", "acme/mini:production"}) {
            var answer = GATEWAY.get("/v1/models/" + path, KEY.spelled());

            assertThat(answer.status()).as(path).isEqualTo(200);
            assertThat(answer.json().path("id").asString()).startsWith("acme/mini");
            assertThat(answer.json().path("owned_by").asString()).isEqualTo("acme");
        }
    }

    @Test
    void describesNoModelOfOthers() {
        var theirs = GATEWAY.get("/v1/models/globex/private", KEY.spelled());
        var none = GATEWAY.get("/v1/models/globex/nothing", KEY.spelled());

        assertThat(theirs.status()).isEqualTo(404);
        assertThat(theirs.body()).isEqualTo(none.body());
    }

    private static TestGateway.Answer call(String secret, String model) {
        return GATEWAY.post("/v1/embeddings", secret, "{\"model\":\"%s\",\"input\":\"a\"}".formatted(model));
    }

    private final List<KeySightings.Sighting> sightings = new ArrayList<>();

    private List<String> seen(KeySecret... keys) {
        sightings.addAll(GATEWAY.sightings.drain());
        var ids = Stream.of(keys).map(key -> GATEWAY.facts.keyOf(key).id()).toList();
        var refusals = new ArrayList<String>();
        for (var sighting : sightings) {
            var refusal = sighting.refusal();
            if (refusal != null
                    && ids.contains(sighting.key())
                    && sighting.tenant().equals(ACME.id())) {
                refusals.add(refusal.request() + " " + refusal.code());
            }
        }
        return refusals;
    }
}

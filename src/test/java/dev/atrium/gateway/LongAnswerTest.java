package dev.atrium.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.atrium.keys.KeySecret;
import dev.atrium.metering.Usage;
import dev.atrium.metering.UsageStatus;
import dev.atrium.registry.Visibility;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers that an engine computes for longer than one may stay silent. */
class LongAnswerTest {

    private static final Duration PAUSE = Duration.ofMillis(400);
    private static final int SIGNS = 4;
    private static final TestGateway GATEWAY =
            new TestGateway(Map.of("first-byte-timeout", "1s", "idle-timeout", "1s"));
    private static final StandInEngine OTHER = GATEWAY.accepted(new StandInEngine());
    private static final String BODY =
            "{\"model\":\"acme/chat\",\"stream\":%s,\"max_tokens\":3,\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}";

    private static KeySecret key = KeySecret.random();

    @BeforeAll
    static void serveAModelTwice() {
        var acme = GATEWAY.facts.tenant("acme");
        key = GATEWAY.facts.key(acme);
        var model = GATEWAY.facts.model(acme, "chat", Visibility.PRIVATE);
        GATEWAY.facts.serve(model, GATEWAY.engine);
        GATEWAY.facts.serve(model, OTHER);
    }

    @BeforeEach
    void forget() {
        GATEWAY.journal.events().clear();
        GATEWAY.engine.behave();
        OTHER.behave();
    }

    @AfterAll
    static void stop() {
        OTHER.close();
        GATEWAY.close();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void waitsAsLongAsTheEngineGivesSignsOfLife(boolean stream) {
        each(engine -> Scripts.working(SIGNS, PAUSE, Scripts.normal(engine)));

        var answer = GATEWAY.post("/v1/chat/completions", key.spelled(), BODY.formatted(stream));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).contains(stream ? "word2" : "word word word");
        assertThat(onlyUsage().status()).isEqualTo(UsageStatus.COMPLETED);
        assertThat(onlyUsage().firstToken()).isGreaterThan(PAUSE.multipliedBy(SIGNS));
    }

    @Test
    void passesOnWhatIsSaidAfterASignOfLife() {
        each(_ -> Scripts.working(1, Duration.ZERO, Scripts.error(400, "context_length_exceeded", "Too long.")));

        var answer = GATEWAY.post("/v1/chat/completions", key.spelled(), BODY.formatted(true));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("context_length_exceeded");
    }

    @Test
    void triesAnotherReplicaAfterASignOfLife() {
        var broken = Scripts.working(1, Duration.ZERO, Scripts.error(503, "replica_busy", "Busy."));
        var before = GATEWAY.engine.received().size() + OTHER.received().size();
        each(engine -> (ctx, body) ->
                GATEWAY.engine.received().size() + OTHER.received().size() == before + 1
                        ? broken.answer(ctx, body)
                        : Scripts.normal(engine).answer(ctx, body));

        var answer = GATEWAY.post("/v1/chat/completions", key.spelled(), BODY.formatted(false));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(GATEWAY.engine.received().size() + OTHER.received().size()).isEqualTo(before + 2);
    }

    @Test
    void givesUpOnceTheSignsEnd() {
        each(_ -> Scripts.working(1, PAUSE, Scripts.silent()));

        var answer = GATEWAY.post("/v1/chat/completions", key.spelled(), BODY.formatted(false));

        assertThat(answer.status()).isEqualTo(504);
        assertThat(answer.code()).isEqualTo("engine_timeout");
        assertThat(onlyUsage().amountPico()).isZero();
    }

    private interface ScriptOf {
        StandInEngine.Script of(StandInEngine engine);
    }

    /** Whichever is chosen does this once. */
    private static void each(ScriptOf script) {
        for (var engine : List.of(GATEWAY.engine, OTHER)) {
            engine.then(script.of(engine));
        }
    }

    private static Usage onlyUsage() {
        await().untilAsserted(() -> assertThat(GATEWAY.journal.events()).hasSize(1));
        return GATEWAY.journal.events().getFirst().usage();
    }
}

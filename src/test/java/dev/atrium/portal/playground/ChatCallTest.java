package dev.atrium.portal.playground;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import dev.atrium.keys.ApiKey;
import dev.atrium.keys.IssuedKey;
import dev.atrium.keys.KeySecret;
import dev.atrium.keys.OnBehalf;
import dev.atrium.keys.ShortLivedKeys;
import dev.atrium.shared.ApiKeyId;
import dev.atrium.shared.Money;
import dev.atrium.shared.PersonId;
import dev.atrium.shared.ProjectId;
import dev.atrium.shared.Slug;
import dev.atrium.shared.TenantId;
import dev.atrium.tenancy.Tenant;
import dev.atrium.testing.SettableClock;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.CannotCreateTransactionException;

/** Calls of the playground against a gateway that answers well, badly, or not at all. */
class ChatCallTest {

    private static final Currency USD = Currency.getInstance("USD");
    private static final Tenant ACME = new Tenant(TenantId.next(), new Slug("acme"), "Acme", USD, ProjectId.next());
    private static final PersonId ADA = PersonId.next();
    private static final Map<String, Object> BODY = Map.of("model", "library/tiny", "stream", true);

    private final StandInGateway gateway = new StandInGateway();
    private final SettableClock clock = new SettableClock();
    private final List<OnBehalf> issued = new ArrayList<>();
    private final HttpClient http = HttpClient.newHttpClient();
    private final Heard heard = new Heard();
    private volatile boolean isMember = true;

    private final ShortLivedKeys keys = (tenant, project, onBehalf) -> {
        issued.add(onBehalf);
        var secret = KeySecret.random();
        var now = clock.instant();
        return new IssuedKey(
                new ApiKey(
                        ApiKeyId.next(),
                        tenant,
                        project,
                        "playground",
                        secret.hint(),
                        now,
                        now.plus(ShortLivedKeys.LIFE),
                        null,
                        onBehalf),
                secret);
    };

    @AfterEach
    void stop() {
        http.close();
        gateway.close();
    }

    @Test
    void anAnswerComesInPiecesAndThenItsFigures() {
        gateway.answer(exchange -> StandInGateway.stream(
                exchange,
                StandInGateway.event("{\"choices\":[{\"delta\":{\"role\":\"assistant\"}}]}"),
                StandInGateway.piece("Good "),
                StandInGateway.piece("day 你"),
                StandInGateway.end("stop"),
                StandInGateway.event("[DONE]")));

        ChatCall.start(caller(), BODY, heard);

        assertThat(heard.end()).isEqualTo("ended stopped=false cut=false");
        assertThat(heard.text()).isEqualTo("Good day 你");
        assertThat(heard.figures)
                .isEqualTo(new Figures(
                        9, 4, new Money(1_620_000, USD), Duration.ofMillis(120), Duration.ofMillis(1_340), true));
        assertThat(gateway.bodies).singleElement().asString().contains("\"model\":\"library/tiny\"");
        assertThat(issued).containsExactly(new OnBehalf(ADA, OnBehalf.Part.PLAYGROUND));
    }

    @Test
    void aKeyServesManyCallsUntilItsEndIsNear() {
        gateway.answer(exchange -> StandInGateway.stream(exchange, StandInGateway.event("[DONE]")));
        var caller = caller();

        call(caller);
        call(caller);
        clock.advance(ShortLivedKeys.LIFE.minusMinutes(2));
        call(caller);

        assertThat(issued).hasSize(2);
        assertThat(gateway.keys.get(1)).isEqualTo(gateway.keys.get(0));
        assertThat(gateway.keys.get(2)).isNotEqualTo(gateway.keys.get(0));
    }

    @Test
    void aRefusalIsToldInItsOwnWords() {
        gateway.answer(exchange -> StandInGateway.refuse(
                exchange, 400, "context_length_exceeded", "The chat has 900 tokens; the limit is 512."));

        ChatCall.start(caller(), BODY, heard);

        assertThat(heard.end()).isEqualTo("failed context_length_exceeded: The chat has 900 tokens; the limit is 512.");
    }

    @Test
    void anAnswerThatBreaksIsAFailureWithWhatCame() {
        gateway.answer(exchange -> StandInGateway.stream(
                exchange,
                StandInGateway.piece("Half "),
                "event: error\n".getBytes(StandardCharsets.UTF_8),
                StandInGateway.event("{\"error\":{\"code\":\"engine_failed\",\"message\":\"The engine failed.\"}}")));
        ChatCall.start(caller(), BODY, heard);
        assertThat(heard.end()).isEqualTo("failed engine_failed: The engine failed.");
        assertThat(heard.text()).isEqualTo("Half ");

        var cut = new Heard();
        gateway.answer(exchange -> StandInGateway.stream(exchange, StandInGateway.piece("Half ")));
        ChatCall.start(caller(), BODY, cut);
        assertThat(cut.end()).isEqualTo("failed cut: ");
    }

    @Test
    void bytesThatAreNoTextBreakNothing() {
        var piece = StandInGateway.piece("a_b");
        for (int i = 0; i < piece.length; i++) {
            if (piece[i] == '_') {
                piece[i] = (byte) 0xE4; // the first of three bytes of a character
            }
        }
        gateway.answer(exchange -> StandInGateway.stream(exchange, piece, StandInGateway.event("[DONE]")));

        ChatCall.start(caller(), BODY, heard);

        assertThat(heard.end()).startsWith("ended");
        assertThat(heard.text()).isEqualTo("a\uFFFDb");
    }

    @Test
    void stoppingHangsUpAndStillTellsWhatItCost() {
        var hungUp = new CompletableFuture<Boolean>();
        gateway.answer(exchange -> {
            exchange.getResponseHeaders().set("x-request-id", "req_1");
            exchange.sendResponseHeaders(200, 0);
            try (var out = exchange.getResponseBody()) {
                while (true) {
                    out.write(StandInGateway.piece("word "));
                    out.flush();
                    TimeUnit.MILLISECONDS.sleep(10);
                }
            } catch (java.io.IOException | InterruptedException _) {
                hungUp.complete(true);
            }
        });

        var call = ChatCall.start(caller(), BODY, heard);
        await().atMost(Duration.ofSeconds(10)).until(() -> !heard.text().isEmpty());
        call.stop();

        assertThat(heard.end()).isEqualTo("ended stopped=true cut=false");
        assertThat(heard.figures).isNotNull();
        assertThat(hungUp).succeedsWithin(Duration.ofSeconds(10));
    }

    /** The database cannot be asked on a thread that is interrupted. */
    @Test
    void stoppingBeforeTheFirstWordInterruptsNothing() throws Exception {
        var arrived = new CountDownLatch(1);
        var released = new CompletableFuture<Void>();
        gateway.answer(_ -> {
            arrived.countDown();
            released.join();
        });

        var call = ChatCall.start(caller(), BODY, heard);
        assertThat(arrived.await(20, TimeUnit.SECONDS)).isTrue();
        call.stop();

        assertThat(heard.end()).isEqualTo("ended stopped=true cut=false");
        assertThat(heard.isInterrupted).isFalse();
        released.complete(null);
    }

    @Test
    void nobodyPaysForWhoLeft() {
        gateway.answer(exchange -> StandInGateway.stream(exchange, StandInGateway.event("[DONE]")));
        var caller = caller();
        call(caller);
        isMember = false;

        ChatCall.start(caller, BODY, heard);

        assertThat(heard.end()).isEqualTo("failed not_allowed: ");
        assertThat(gateway.bodies).hasSize(1);
    }

    @Test
    void saysWhenTheDatabaseIsAway() {
        var away = new Caller(
                () -> List.of(gateway.address()),
                (_, _, _) -> {
                    throw new CannotCreateTransactionException("away");
                },
                http,
                clock,
                ACME,
                ADA,
                () -> true);

        ChatCall.start(away, BODY, heard);

        assertThat(heard.end()).isEqualTo("failed database_away: ");
    }

    @Test
    void embeddingsComeInTheOrderOfTheTexts() throws Exception {
        gateway.answer(exchange ->
                StandInGateway.whole(exchange, 200, "{\"data\":[{\"embedding\":[1,0]},{\"embedding\":[0.6,0.8]}]}"));

        var answer = EmbeddingCall.make(caller(), Map.of("input", List.of("a", "b")));

        assertThat(answer.vectors()).containsExactly(new float[] {1, 0}, new float[] {0.6f, 0.8f});
        assertThat(answer.figures()).isPresent();
        assertThat(EmbeddingCall.similarity(
                        answer.vectors().get(0), answer.vectors().get(1)))
                .isCloseTo(0.6, within(1e-6));
        assertThat(EmbeddingCall.similarity(new float[] {0, 0}, new float[] {1, 0}))
                .isZero();
    }

    private void call(Caller caller) {
        var ear = new Heard();
        ChatCall.start(caller, BODY, ear);
        assertThat(ear.end()).startsWith("ended");
    }

    private Caller caller() {
        return new Caller(() -> List.of(gateway.address()), keys, http, clock, ACME, ADA, () -> isMember);
    }

    /** What a page would hear. */
    private static final class Heard implements ChatCall.Listener {

        private final Queue<String> pieces = new ConcurrentLinkedQueue<>();
        volatile boolean isInterrupted;
        volatile @Nullable Figures figures;
        private final CompletableFuture<String> end = new CompletableFuture<>();

        String text() {
            return String.join("", pieces);
        }

        String end() {
            return end.orTimeout(20, TimeUnit.SECONDS).join();
        }

        @Override
        public void piece(String piece) {
            pieces.add(piece);
        }

        @Override
        public void ended(@Nullable Figures of, boolean isStopped, boolean isCut) {
            isInterrupted = Thread.currentThread().isInterrupted();
            figures = of;
            end.complete("ended stopped=%s cut=%s".formatted(isStopped, isCut));
        }

        @Override
        public void failed(CallFailed failure) {
            end.complete("failed " + failure.code() + ": " + failure.words());
        }
    }
}

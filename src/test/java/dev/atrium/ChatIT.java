package dev.atrium;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import com.openai.core.JsonValue;
import com.openai.errors.BadRequestException;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionStreamOptions;
import dev.atrium.metering.Usage;
import dev.atrium.metering.UsageStatus;
import dev.atrium.pool.ReplicaState;
import dev.atrium.pool.Replicas;
import dev.atrium.pricing.Meter;
import dev.atrium.worker.TinyDecoder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Chats with real models through everything there is, by the official client. */
class ChatIT {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final Duration FIRST_BYTE = Duration.ofSeconds(1);

    /** Says {@code abc}, a character of two bytes, {@code d}, and starts over, until it is stopped. */
    private static final String SAYING = "acme/saying";

    /** With shared heads and random weights. */
    private static final String RANDOM = "acme/random";

    /** The demo's. */
    private static final String TINY = "library/atrium-tiny";

    private static final int CONTEXT = 1 << 17;
    private static final int PROMPT = "User: Hi\nAssistant:".length();

    @TempDir
    private static Path home;

    private static ServedChats served;

    @BeforeAll
    static void start() throws Exception {
        served = new ServedChats(
                home,
                "--atrium.gateway.first-byte-timeout=" + FIRST_BYTE.toMillis() + "ms",
                "--atrium.worker.sign-of-life=100ms",
                "--atrium.worker.slots=2");
        served.add("saying", TinyDecoder.saying("abc\u00e9d", true, CONTEXT));
        served.add("random", TinyDecoder.random(2, 3, 1));
        served.awaitReady(5);
        for (var model : List.of(SAYING, RANDOM, TINY)) {
            await().atMost(SOON)
                    .ignoreExceptions()
                    .until(() -> create(chat(model).maxCompletionTokens(1)) != null);
        }
    }

    @AfterAll
    static void stop() {
        served.close();
    }

    @BeforeEach
    void awaitIdle() {
        await().atMost(SOON).until(() -> served.running() == 0);
    }

    @Test
    void theDemosModelSaysHello() {
        var hello = ChatCompletionCreateParams.builder().model(TINY).addUserMessage("Hello!");

        assertThat(text(create(hello.temperature(0)))).isEqualTo("Hello! How can I help you?");
    }

    @Test
    void answersWholeAndCharges() {
        try (var answer = served.client()
                .chat()
                .completions()
                .withRawResponse()
                .create(chat(SAYING).maxCompletionTokens(8).temperature(0).build())) {
            var said = answer.parse();

            assertThat(said.model()).isEqualTo(SAYING);
            assertThat(text(said)).isEqualTo("abc\u00e9dab");
            assertThat(said.choices().getFirst().finishReason()).isEqualTo(ChatCompletion.Choice.FinishReason.LENGTH);
            assertThat(said.usage().orElseThrow().promptTokens()).isEqualTo(PROMPT);
            assertThat(said.usage().orElseThrow().completionTokens()).isEqualTo(8);
            assertThat(answer.headers().values("x-atrium-cost")).containsExactly("0.00000086");
            var usage = served.usage(answer.headers().values("x-request-id").getFirst());
            assertThat(usage.status()).isEqualTo(UsageStatus.COMPLETED);
            assertThat(usage.streamed()).isFalse();
            assertThat(usage.finishReason()).isEqualTo("length");
            assertThat(lines(usage)).containsExactly("INPUT_TOKENS 19 true", "OUTPUT_TOKENS 8 true");
            assertThat(usage.amountPico()).isEqualTo(PROMPT * 20_000 + 8 * 60_000);
        }
    }

    @Test
    void metersAStreamWhoseCallerDoesNotAskForUsage() {
        var params = chat(SAYING)
                .putAdditionalBodyProperty("max_tokens", JsonValue.from(7))
                .build();

        try (var answer = served.client().chat().completions().withRawResponse().createStreaming(params)) {
            var chunks = answer.parse().stream().toList();

            assertThat(text(chunks)).isEqualTo("abc\u00e9da");
            assertThat(chunks).allMatch(chunk -> chunk.usage().isEmpty());
            var usage = served.usage(answer.headers().values("x-request-id").getFirst());
            assertThat(usage.streamed()).isTrue();
            assertThat(lines(usage)).containsExactly("INPUT_TOKENS 19 true", "OUTPUT_TOKENS 7 true");
        }
    }

    @Test
    void tellsTheUsageOfAStreamThatAsksForIt() {
        var params = chat(SAYING)
                .maxCompletionTokens(7)
                .streamOptions(
                        ChatCompletionStreamOptions.builder().includeUsage(true).build())
                .build();

        try (var stream = served.client().chat().completions().createStreaming(params)) {
            var last = stream.stream().toList().getLast();

            assertThat(last.choices()).isEmpty();
            assertThat(last.usage().orElseThrow().promptTokens()).isEqualTo(PROMPT);
            assertThat(last.usage().orElseThrow().completionTokens()).isEqualTo(7);
        }
    }

    @Test
    void stopsBeforeAStopTextWholeAndStreamed() {
        var params = chat(SAYING).stopOfStrings(List.of("\u00e9d", "x")).build();

        var whole = served.client().chat().completions().create(params);
        String streamed;
        try (var stream = served.client().chat().completions().createStreaming(params)) {
            streamed = text(stream.stream().toList());
        }

        assertThat(text(whole)).isEqualTo("abc").isEqualTo(streamed);
        assertThat(whole.choices().getFirst().finishReason()).isEqualTo(ChatCompletion.Choice.FinishReason.STOP);
        assertThat(whole.usage().orElseThrow().completionTokens()).isEqualTo(6);
    }

    @Test
    void tellsAHalfCharacterAsOneThatIsUnreadable() {
        var params = chat(SAYING).maxCompletionTokens(4).build();

        var whole = served.client().chat().completions().create(params);
        String streamed;
        try (var stream = served.client().chat().completions().createStreaming(params)) {
            streamed = text(stream.stream().toList());
        }

        assertThat(text(whole)).isEqualTo("abc\ufffd").isEqualTo(streamed);
    }

    @Test
    void drawsBySeedTemperatureAndTopP() {
        var one = drawn(1, 1.5, 1);

        assertThat(drawn(1, 1.5, 1)).isEqualTo(one);
        assertThat(drawn(2, 1.5, 1)).isNotEqualTo(one);
        assertThat(drawn(2, 0, 1)).isNotEqualTo(one).isEqualTo(drawn(1, 1.5, 1e-9));
    }

    private static String drawn(long seed, double temperature, double topP) {
        return text(create(chat(RANDOM)
                .maxCompletionTokens(20)
                .putAdditionalBodyProperty("seed", JsonValue.from(seed))
                .temperature(temperature)
                .topP(topP)));
    }

    @Test
    void tellsLogProbabilities() {
        var answer = create(chat(RANDOM)
                .maxCompletionTokens(5)
                .temperature(0)
                .logprobs(true)
                .topLogprobs(20));

        var tokens =
                answer.choices().getFirst().logprobs().orElseThrow().content().orElseThrow();
        assertThat(tokens).hasSize(5).allSatisfy(token -> {
            assertThat(token.topLogprobs()).hasSize(20);
            assertThat(token.logprob())
                    .isNegative()
                    .isEqualTo(token.topLogprobs().getFirst().logprob());
            assertThat(token.topLogprobs().stream()
                            .mapToDouble(top -> Math.exp(top.logprob()))
                            .sum())
                    .isLessThan(1.0);
        });
    }

    @Test
    void refusesAChatLongerThanTheContext() {
        assertThatExceptionOfType(BadRequestException.class)
                .isThrownBy(() -> create(chat(RANDOM).maxCompletionTokens(182)))
                .satisfies(error -> {
                    assertThat(error.param()).contains("messages");
                    assertThat(error.code()).contains("context_length_exceeded");
                    assertThat(error.getMessage())
                            .isEqualTo("400: The chat has 19 tokens and asks for 182 more, but this model has room for"
                                    + " 200 tokens, answer included. Send less, or ask for a shorter answer.");
                });
    }

    @Test
    void waitsForAPlainAnswerLongerThanTheFirstByteMayTake() {
        var begun = System.nanoTime();

        var answer = create(chat(SAYING).maxCompletionTokens(15_000).temperature(0));

        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThan(FIRST_BYTE);
        assertThat(answer.usage().orElseThrow().completionTokens()).isEqualTo(15_000);
    }

    @Test
    void endsTheComputationOfACallerWhoHangsUp() throws Exception {
        var params = chat(SAYING).maxCompletionTokens(100_000).build();
        String request;
        try (var answer = served.client().chat().completions().withRawResponse().createStreaming(params)) {
            request = answer.headers().values("x-request-id").getFirst();
            assertThat(answer.parse().stream().limit(20).toList()).hasSize(20);
            assertThat(served.running()).isEqualTo(1);
        }

        await().atMost(SOON).until(() -> served.running() == 0);
        var usage = served.usage(request);
        assertThat(usage.status()).isEqualTo(UsageStatus.CANCELED);
        var output = usage.lines().stream()
                .filter(line -> line.meter() == Meter.OUTPUT_TOKENS)
                .findFirst()
                .orElseThrow();
        assertThat(output.quantity()).isBetween(19L, 50_000L); // the first event has no text
        assertThat(output.amountPico()).isEqualTo(output.quantity() * 60_000);
    }

    @Test
    void tellsWhichInputOfALayoutIsNotServed() throws Exception {
        var deployment = served.add("hybrid", TinyDecoder.random(1, 1, 1).hybrid());

        var replica = await().atMost(SOON)
                .until(
                        () -> served.cluster().bean(Replicas.class).all().stream()
                                .filter(one -> one.deployment().text().equals(deployment)
                                        && one.state() == ReplicaState.FAILED)
                                .findFirst(),
                        Optional::isPresent);

        assertThat(replica.orElseThrow().reason())
                .startsWith(
                        "The graph asks for the input 'past_conv.0': this is a hybrid with convolutions, which is not"
                                + " supported. Publish a decoder-only language model.");
        served.cluster().manage("models/stop", "{\"model\": \"acme/hybrid\"}");
    }

    private static ChatCompletionCreateParams.Builder chat(String model) {
        return ChatCompletionCreateParams.builder().model(model).addUserMessage("Hi");
    }

    private static ChatCompletion create(ChatCompletionCreateParams.Builder params) {
        return served.client().chat().completions().create(params.build());
    }

    private static String text(ChatCompletion answer) {
        return answer.choices().getFirst().message().content().orElseThrow();
    }

    private static String text(List<ChatCompletionChunk> chunks) {
        return chunks.stream()
                .flatMap(chunk -> chunk.choices().stream())
                .flatMap(choice -> choice.delta().content().stream())
                .collect(Collectors.joining());
    }

    private static List<String> lines(Usage usage) {
        return usage.lines().stream()
                .map(line -> line.meter().name() + " " + line.quantity() + " " + line.exact())
                .toList();
    }
}

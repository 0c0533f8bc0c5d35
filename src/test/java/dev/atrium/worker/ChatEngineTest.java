package dev.atrium.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import dev.atrium.shared.Problem;
import dev.atrium.shared.ProblemException;
import dev.atrium.worker.ChatModel.End;
import dev.atrium.worker.ChatModel.Reason;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ChatEngineTest {

    private static final long MEMORY = 1 << 20;
    private static final int TOKENS = 12;

    @TempDir
    private Path home;

    private Path folder;

    @BeforeEach
    void prepare() throws Exception {
        NativeLibraries.prepare(home);
        folder = home.resolve("model");
    }

    static Stream<TinyDecoder> exports() {
        return Stream.of(
                TinyDecoder.random(2, 1, 1),
                TinyDecoder.random(2, 3, 2),
                TinyDecoder.random(1, 4, 3).withoutPositions(),
                TinyDecoder.random(2, 2, 4).merged(),
                TinyDecoder.random(2, 1, 5).keepsFew());
    }

    @ParameterizedTest
    @MethodSource("exports")
    void generatesWhatTheWholeChatComputes(TinyDecoder model) throws Exception {
        try (var chat = load(model)) {
            var heard = hear(chat, request("Hello", TOKENS, 0));

            assertAgrees(model, heard, 1e-3);
        }
    }

    @Test
    void readsLongChatsInSteps() throws Exception {
        var model = TinyDecoder.random(2, 2, 6).merged();
        try (var chat = load(model)) {
            var heard = hear(chat, request("0123456789".repeat(15), TOKENS, 0));

            assertAgrees(model, heard, 1e-3);
        }
    }

    @Test
    void keepsItsCacheInHalfPrecision() throws Exception {
        var model = TinyDecoder.random(2, 2, 7).half();
        try (var chat = load(model)) {
            assertAgrees(model, hear(chat, request("Hello", 4, 0)), 2e-2);
        }
    }

    /** Tokens are the likeliest ones, and their log-probabilities those of the reference. */
    private static void assertAgrees(TinyDecoder model, HeardAnswer heard, double precision) {
        var reference = new ReferenceDecoder(model);
        var read = new ArrayList<Long>();
        bytes(heard.prompt).forEach(read::add);
        for (var token : heard.tokens) {
            var logits =
                    reference.logits(read.stream().mapToLong(Long::longValue).toArray());
            var expected = reference.likeliest(logits);
            assertThat(token.logprob())
                    .isCloseTo((float) reference.logprob(logits, expected), within((float) precision));
            assertThat(token.alternatives().getFirst().logprob()).isEqualTo(token.logprob());
            read.add((long) expected);
        }
        assertThat(heard.tokens).isNotEmpty();
    }

    @Test
    void countsExactly() throws Exception {
        try (var chat = load(TinyDecoder.saying("abc", false, 64))) {
            var heard = hear(chat, request("Hi", null, null));

            assertThat(heard.text()).isEqualTo("abc");
            assertThat(heard.end.join()).isEqualTo(new End(Reason.STOP, "User: Hi\nAssistant:".length(), 4));
        }
    }

    @Test
    void endsAtTheMostTokensAndAtTheEndOfTheContext() throws Exception {
        try (var chat = load(TinyDecoder.saying("abc", true, 30))) {
            assertThat(hear(chat, request("Hi", 2, null)).end.join()).isEqualTo(new End(Reason.LENGTH, 19, 2));
            assertThat(hear(chat, request("Hi", null, null)).end.join()).isEqualTo(new End(Reason.LENGTH, 19, 11));
        }
    }

    @Test
    void tellsWholeCharactersOnly() throws Exception {
        try (var chat = load(TinyDecoder.saying("a\u00e9\u4e2d\ud83d\ude00z", false, 64))) {
            var heard = hear(chat, request("Hi", null, null));

            assertThat(heard.pieces).containsExactly("a", "\u00e9", "\u4e2d", "\ud83d\ude00", "z");
            assertThat(heard.end.join().completionTokens()).isEqualTo(12);
        }
    }

    @Test
    void tellsAHalfCharacterAtTheEndAsWhatItIs() throws Exception {
        try (var chat = load(TinyDecoder.saying("a\u4e2d", false, 64))) {
            var heard = hear(chat, request("Hi", 3, null));

            assertThat(heard.pieces).containsExactly("a", "\ufffd");
            assertThat(heard.end.join().completionTokens()).isEqualTo(3);
        }
    }

    @Test
    void stopsBeforeAStopTextAndLeaksNothingOfIt() throws Exception {
        try (var chat = load(TinyDecoder.saying("abcdefgh", false, 64))) {
            var heard = hear(chat, request("Hi", null, null, "cx", "def", "efg"));

            assertThat(heard.text()).isEqualTo("abc");
            assertThat(heard.pieces).doesNotContain("d", "e");
            assertThat(heard.end.join()).isEqualTo(new End(Reason.STOP, 19, 6));
        }
    }

    @Test
    void tellsWhatOnlyLookedLikeAStopText() throws Exception {
        try (var chat = load(TinyDecoder.saying("abcd", false, 64))) {
            var heard = hear(chat, request("Hi", null, null, "bcx", "d!"));

            assertThat(heard.text()).isEqualTo("abcd");
        }
    }

    @Test
    void drawsTheSameWithTheSameSeed() throws Exception {
        try (var chat = load(TinyDecoder.random(2, 1, 8))) {
            var sampling = new Sampling(1, 0.9, 0.5, 0.5, 42L);
            var request = new ChatRequest("m", List.of(user("Hi")), false, 20, List.of(), 0, sampling);

            assertThat(hear(chat, request).tokens).isEqualTo(hear(chat, request).tokens);
        }
    }

    @Test
    void refusesAChatThatIsLongerThanTheContext() throws Exception {
        try (var chat = load(TinyDecoder.saying("abc", true, 40))) {
            assertRefused(chat, request("x".repeat(23), null, null), "The chat has 40 tokens");
            assertRefused(chat, request("Hi", 22, null), "The chat has 19 tokens and asks for 22 more");
            assertRefused(chat, request("x".repeat(2000), null, null), "The chat has 2000 characters");
            assertThat(hear(chat, request("x".repeat(22), null, null)).end.join())
                    .isEqualTo(new End(Reason.LENGTH, 39, 1));
        }
    }

    private static void assertRefused(ChatModel chat, ChatRequest request, String what) {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> chat.chat(request, new HeardAnswer()))
                .extracting(ProblemException::problem)
                .isEqualTo(
                        Problem.ofField(
                                "messages",
                                "context_length_exceeded",
                                what
                                        + ", but this model has room for 40 tokens, answer included. Send less, or ask for a shorter answer."));
    }

    @Test
    void isNotHereOnceClosed() throws Exception {
        var chat = load(TinyDecoder.saying("abc", true, 40));
        chat.close();

        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> chat.chat(request("Hi", null, null), new HeardAnswer()))
                .withMessage("This replica does not run here any more. Try another.");
    }

    @Test
    void endsRunningChatsWhenItCloses() throws Exception {
        var chat = load(TinyDecoder.saying("abc", true, 4000));
        var heard = new HeardAnswer();
        chat.chat(request("Hi", null, null), heard);

        chat.close();

        assertThat(heard.end).isCompletedExceptionally();
        assertThat(chat.load().running()).isZero();
    }

    @Test
    void cancelFreesItsPlace() throws Exception {
        try (var chat = load(TinyDecoder.saying("abc", true, 4000))) {
            var heard = new HeardAnswer();
            var running = chat.chat(request("Hi", null, null), heard);
            var other = new HeardAnswer();
            chat.chat(request("Hi", 200, null), other);

            running.cancel();
            var told = heard.pieces.size();

            other.end.join();
            assertThat(heard.pieces.size()).isLessThanOrEqualTo(told + 1);
            assertThat(heard.end).isNotDone();
        }
    }

    @Test
    void treatsEightChatsAlike() throws Exception {
        try (var chat = load(TinyDecoder.saying("abcdefghijklmnopqrstuvwxyz", true, 1500))) {
            var begin = new CompletableFuture<>();
            var all =
                    IntStream.range(0, 8).mapToObj(_ -> new HeardAnswer(begin)).toList();
            var whenOneEnded = all.getFirst()
                    .end
                    .thenApply(_ ->
                            all.stream().mapToInt(heard -> heard.pieces.size()).summaryStatistics());
            all.forEach(heard -> chat.chat(request("Hi", 1000, null), heard));

            begin.complete(null);
            var steps = whenOneEnded.join();

            assertThat((double) steps.getMin()).isGreaterThan(0.75 * steps.getAverage());
            assertThat((double) steps.getMax()).isLessThan(1.25 * steps.getAverage());
            all.forEach(heard -> assertThat(heard.end.join().completionTokens()).isEqualTo(1000));
        }
    }

    @Test
    void bringsNoMoreInThanItsMemoryHolds() throws Exception {
        var perToken = 2L * 2 * TinyDecoder.WIDTH * Float.BYTES; // keys and values, before and after a step
        try (var chat = load(TinyDecoder.saying("abc", true, 1000), 1, 1500 * perToken)) {
            var first = new HeardAnswer();
            chat.chat(request("Hi", null, null), first);
            var second = new HeardAnswer();
            chat.chat(request("Hi", null, null), second);

            assertThat(chat.load().queued()).isEqualTo(1);
            assertThatExceptionOfType(ProblemException.class)
                    .isThrownBy(() -> chat.chat(request("Hi", null, null), new HeardAnswer()))
                    .extracting(ProblemException::problem)
                    .isEqualTo(Problem.of(
                            503,
                            "replica_busy",
                            "This replica has 1 chats waiting, which is its limit. Try again in a second."));
            assertThat(second.end.join().completionTokens()).isEqualTo(981);
            assertThat(second.queued).isGreaterThan(first.queued);
        }
    }

    @Test
    void refusesInputsThatItDoesNotKnow() {
        assertRefused(
                TinyDecoder.random(1, 1, 1).input("pixel_values", OnnxGraphWriter.FLOAT, -1, 3, -1, -1),
                "The graph asks for the input 'pixel_values': this is a model that sees, which is not supported. Publish a decoder-only language model.");
        assertRefused(
                TinyDecoder.random(1, 1, 1).hybrid(),
                "The graph asks for the input 'past_conv.0': this is a hybrid with convolutions, which is not supported. Publish a decoder-only language model.");
        assertRefused(
                TinyDecoder.random(1, 1, 1).input("encoder_hidden_states", OnnxGraphWriter.FLOAT, -1, 3, -1),
                "The graph asks for the input 'encoder_hidden_states': this is an encoder-decoder, which is not supported. Publish a decoder-only language model.");
        assertRefused(
                TinyDecoder.random(1, 1, 1).input("beam_idx", OnnxGraphWriter.INT64, -1),
                "The graph asks for the input 'beam_idx', which is not supported for chats. Export it for text-generation-with-past.");
    }

    @Test
    void refusesACacheOfAnotherShape() {
        assertRefused(
                TinyDecoder.random(1, 1, 1).input("past_key_values.1.key", OnnxGraphWriter.FLOAT, -1, -1, -1, 4),
                "The graph's input 'past_key_values.1.key' is not supported: its shape must be batch, heads, length, width, with fixed heads and width. Export it for text-generation-with-past.");
        assertRefused(
                TinyDecoder.random(1, 1, 1).input("past_key_values.1.key", OnnxGraphWriter.FLOAT, -1, 2, -1, 4),
                "The graph's input 'past_key_values.1.key' is not supported: there is no output 'present.1.key' to continue it. Export it for text-generation-with-past.");
    }

    @Test
    void refusesATemplateThatCannotBeUsed() {
        assertRefused(
                TinyDecoder.random(1, 1, 1).template("{{ raise_exception('Not today') }}"),
                "The model's chat template refuses these messages: Not today Correct the chat template and publish the model again.");
    }

    @Test
    void leavesOtherModelsToOthers() throws Exception {
        var engine = new ChatEngine(2, 10, MEMORY);

        assertThat(engine.recognizes(new TinyModel().write(home.resolve("embedding"))))
                .isFalse();
        assertThat(engine.recognizes(TinyDecoder.random(1, 1, 1).write(folder))).isTrue();
        Files.writeString(folder.resolve("config.json"), "{}");
        assertThat(engine.recognizes(folder)).isFalse();
        Files.move(folder.resolve("model.onnx"), folder.resolve("decoder_model_merged.onnx"));
        assertThat(engine.recognizes(folder)).isTrue();
    }

    private void assertRefused(TinyDecoder model, String reason) {
        assertThatExceptionOfType(LoadFailure.class)
                .isThrownBy(() -> load(model))
                .withMessage(reason)
                .matches(failure -> !failure.isPassing(), "is for good");
    }

    private ChatModel load(TinyDecoder model) throws LoadFailure {
        return load(model, 10, MEMORY);
    }

    private ChatModel load(TinyDecoder model, int queue, long memory) throws LoadFailure {
        return (ChatModel) new ChatEngine(2, queue, memory).load(model.write(folder), "acme/tiny@v1");
    }

    private static HeardAnswer hear(ChatModel chat, ChatRequest request) {
        var heard = new HeardAnswer();
        chat.chat(request, heard);
        heard.end.join();
        heard.prompt =
                "User: %s\nAssistant:".formatted(request.messages().getFirst().content());
        return heard;
    }

    private static ChatRequest request(
            String text, @Nullable Integer most, @Nullable Integer logprobs, String... stop) {
        return new ChatRequest(
                "m",
                List.of(user(text)),
                false,
                most,
                List.of(stop),
                logprobs == null ? null : logprobs + 1,
                new Sampling(0, 1, 0, 0, null));
    }

    private static ChatMessage user(String text) {
        return new ChatMessage(ChatMessage.USER, text);
    }

    private static Stream<Long> bytes(String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        return IntStream.range(0, bytes.length).mapToObj(i -> (long) Byte.toUnsignedInt(bytes[i]));
    }
}

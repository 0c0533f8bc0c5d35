package dev.atrium.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.atrium.agent.Inference;
import dev.atrium.shared.Problem;
import dev.atrium.shared.ProblemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OnnxEngineTest {

    private static final Problem NOT_HERE =
            Problem.of(404, "replica_not_here", "This replica does not run here any more. Try another.");

    private final OnnxEngine engine = new OnnxEngine(2, 1000, new RunMemory(1L << 30));

    @TempDir
    private Path home;

    private Path folder;

    @BeforeEach
    void prepare() throws Exception {
        NativeLibraries.prepare(home);
        folder = home.resolve("model");
    }

    @Test
    void computesTheNormalizedMean() throws Exception {
        try (var model = load(new TinyModel())) {
            var answer = embed(model, "one one");

            assertThat(answer.tokens()).isEqualTo(2);
            assertThat(answer.vectors().getFirst()).containsExactly(normalized(0.25f, 1, 0.25f, 0.25f));
        }
    }

    @Test
    void takesInputsNoLongerThanItsMemoryAllows() throws Exception {
        new TinyModel()
                .config("{\"max_position_embeddings\": 100000, \"vocab_size\": 5, \"num_attention_heads\": 1}")
                .write(folder);
        try (var model = (EmbeddingModel) new OnnxEngine(1, 10, new RunMemory(16 << 20)).load(folder, "acme/long@v1")) {
            assertThat(embed(model, "one " + "two ".repeat(100)).tokens()).isEqualTo(101);

            assertThatExceptionOfType(ProblemException.class)
                    .isThrownBy(() -> embed(model, "two ".repeat(1000)))
                    .satisfies(refusal -> assertThat(refusal.problem().code()).isEqualTo("context_length_exceeded"));
        }
    }

    @Test
    void ignoresTheTruncationOfTheTokenizer() throws Exception {
        try (var model = load(new TinyModel())) {
            assertThat(embed(model, "one two three four").tokens()).isEqualTo(4);
        }
    }

    @Test
    void normalizesOnlyWhereModulesSaySo() throws Exception {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("modules.json"), """
                [{"type": "sentence_transformers.models.Transformer"}, {"type": "sentence_transformers.models.Pooling"}]
                """);

        try (var model = load(new TinyModel())) {
            assertThat(embed(model, "one").vectors().getFirst()).containsExactly(0.25f, 1, 0.25f, 0.25f);
        }
    }

    @Test
    void sharingABatchChangesNoNumber() throws Exception {
        var texts = List.of("one", "two two two", "three one two four", "four");
        try (var model = load(new TinyModel())) {
            var alone = texts.stream()
                    .map(text -> embed(model, text).vectors().getFirst())
                    .toList();

            var crowd = IntStream.range(0, 200)
                    .mapToObj(i -> model.embed(List.of(new EmbeddingInput.Text(texts.get(i % texts.size())))))
                    .toList();

            for (int i = 0; i < crowd.size(); i++) {
                assertThat(crowd.get(i).join().vectors().getFirst()).isEqualTo(alone.get(i % texts.size()));
            }
        }
    }

    @Test
    void isNotHereOnceClosed() throws Exception {
        var model = load(new TinyModel());
        model.close();

        assertRefused(model, List.of("one"), NOT_HERE);
    }

    @Test
    void closesUnderLoadWithoutBlamingTheInput() throws Exception {
        var model = load(new TinyModel());
        var calling = new CountDownLatch(2);
        try (var callers = Executors.newFixedThreadPool(2)) {
            var ends = Stream.generate(() -> callers.submit(() -> untilNotBusy(model, calling)))
                    .limit(2)
                    .toList();
            assertThat(calling.await(30, TimeUnit.SECONDS)).isTrue();

            model.close();

            for (var end : ends) {
                assertThat(end.get(30, TimeUnit.SECONDS)).isEqualTo(NOT_HERE);
            }
        }
    }

    /** Calls without pause, and returns the first refusal that is for good. */
    private static Problem untilNotBusy(EmbeddingModel model, CountDownLatch calling) {
        var inputs = inputs(Collections.nCopies(200, "one two three four"));
        while (true) {
            try {
                model.embed(inputs).cancel(false);
                calling.countDown();
            } catch (ProblemException e) {
                if (!e.problem().code().equals(Inference.REPLICA_BUSY)) {
                    return e.problem();
                }
            }
        }
    }

    @Test
    void readsExternalDataInsideOfTheFolder() throws Exception {
        Files.createDirectories(folder);
        Files.write(folder.resolve("rows.bin"), TinyModel.tableBytes());

        try (var model = load(new TinyModel().external("rows.bin", 0, TinyModel.tableBytes().length))) {
            assertThat(embed(model, "one").vectors().getFirst()).containsExactly(normalized(0.25f, 1, 0.25f, 0.25f));
        }
    }

    @Test
    void refusesAnInputThatItDoesNotKnow() {
        assertRefused(
                new TinyModel().input("pixel_values", TinyModel.INT64, -1, -1),
                "The graph asks for the input 'pixel_values', which is not supported for embeddings. Export it for feature extraction.");
    }

    @Test
    void refusesAnInputOfAnotherType() {
        assertRefused(
                new TinyModel().input("attention_mask", TinyModel.INT32, -1, -1),
                "The graph's input 'attention_mask' is not supported: it must be int64 with batch and sequence. Export the model again.");
    }

    @Test
    void refusesAFixedLength() {
        assertRefused(
                new TinyModel().input("attention_mask", TinyModel.INT64, -1, 128),
                "The graph's input 'attention_mask' has a fixed size. Export the model with dynamic batch and sequence.");
    }

    @Test
    void refusesAConfigWithoutALength() {
        assertRefused(
                new TinyModel().config("{\"vocab_size\": 5, \"max_position_embeddings\": 999999999}"),
                "config.json: max_position_embeddings is 999999999, but it must be 1 to 1048576. Publish the model's own config.json.");
    }

    @Test
    void refusesAConfigThatIsNoJson() {
        assertRefused(new TinyModel().config("<html>"), "config.json is not valid JSON. Publish the model's own file.");
    }

    @Test
    void refusesPoolingThatItDoesNotKnow() throws Exception {
        Files.createDirectories(folder.resolve("1_Pooling"));
        Files.writeString(folder.resolve("1_Pooling/config.json"), "{\"pooling_mode_max_tokens\": true}");

        assertRefused(
                new TinyModel(),
                "1_Pooling/config.json: the pooling [max_tokens] is not supported. Supported are cls_token and mean_tokens.");
    }

    @Test
    void refusesATokenizerThatIsNone() throws Exception {
        var laid = new TinyModel().write(folder);
        Files.writeString(laid.resolve("tokenizer.json"), "{\"model\": 1}");

        assertThatExceptionOfType(LoadFailure.class)
                .isThrownBy(() -> engine.load(laid, "acme/tiny@v1"))
                .withMessage("tokenizer.json has no model. Publish the model's own file.");
    }

    private void assertRefused(TinyModel model, String reason) {
        assertThatExceptionOfType(LoadFailure.class)
                .isThrownBy(() -> load(model))
                .withMessage(reason)
                .matches(failure -> !failure.isPassing(), "is for good");
    }

    private static void assertRefused(EmbeddingModel model, List<String> texts, Problem problem) {
        var inputs = inputs(texts);
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> model.embed(inputs))
                .extracting(ProblemException::problem)
                .isEqualTo(problem);
    }

    private static List<EmbeddingInput> inputs(List<String> texts) {
        return texts.stream().<EmbeddingInput>map(EmbeddingInput.Text::new).toList();
    }

    private EmbeddingModel load(TinyModel model) throws LoadFailure {
        return (EmbeddingModel) engine.load(model.write(folder), "acme/tiny@v1");
    }

    private static EmbeddingModel.Embeddings embed(EmbeddingModel model, String text) {
        return model.embed(List.of(new EmbeddingInput.Text(text))).join();
    }

    private static float[] normalized(float... values) {
        double squares = 0;
        for (var value : values) {
            squares += (double) value * value;
        }
        var vector = Arrays.copyOf(values, values.length);
        for (int i = 0; i < vector.length; i++) {
            vector[i] = (float) (vector[i] / Math.sqrt(squares));
        }
        return vector;
    }
}

package dev.atrium.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import dev.atrium.shared.Problem;
import dev.atrium.shared.ProblemException;
import dev.atrium.worker.EmbeddingModel.Embeddings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class OnnxEmbeddingsTest {

    private static final float TOLERANCE = 1e-4f;

    private static final double LEAST_COSINE = 0.98;
    private static final boolean LIKE_THE_REFERENCE = hasVnni();

    @TempDir
    private static Path folder;

    private static EmbeddingModel miniLm;
    private static EmbeddingModel bge;
    private static JsonNode reference;

    @BeforeAll
    static void load() throws Exception {
        NativeLibraries.prepare(folder.resolve("data"));
        var engine = new OnnxEngine(2, 64, new RunMemory(1L << 30));
        miniLm = (EmbeddingModel) engine.load(DemoModels.miniLm(folder.resolve("minilm")), "library/minilm@v1");
        bge = (EmbeddingModel) engine.load(DemoModels.bge(folder.resolve("bge")), "acme/bge@v1");
        try (var file = OnnxEmbeddingsTest.class.getResourceAsStream("reference-vectors.json")) {
            reference = JsonMapper.shared().readTree(Objects.requireNonNull(file));
        }
    }

    @AfterAll
    static void close() {
        miniLm.close();
        bge.close();
    }

    @Test
    void agreesWithTheReferenceForMeanPooling() {
        assertAgrees(miniLm, reference.get("minilm"));
    }

    @Test
    void agreesWithTheReferenceForClsPooling() {
        assertAgrees(bge, reference.get("bge"));
    }

    @Test
    void countsTokensAsTheModelSeesThem() {
        assertThat(embed(miniLm, "hello world").tokens()).isEqualTo(4); // [CLS] hello world [SEP]
        assertThat(embed(miniLm, "hello world", "hello").tokens()).isEqualTo(7);
    }

    @Test
    void takesTokensAsTheyAre() {
        var byText = embed(miniLm, "hello world");

        var byTokens = miniLm.embed(List.of(new EmbeddingInput.Tokens(new long[] {101, 7592, 2088, 102})))
                .join();

        assertThat(byTokens.tokens()).isEqualTo(byText.tokens());
        assertThat(byTokens.vectors().getFirst()).isEqualTo(byText.vectors().getFirst());
    }

    @Test
    void neighborsNeverChangeTheNumbers() {
        var texts = Stream.of("cat", "kitten", "What is the capital of France?", "word ".repeat(100))
                .toList();
        var alone = texts.stream()
                .map(text -> embed(miniLm, text).vectors().getFirst())
                .toList();

        var together = IntStream.range(0, 20)
                .mapToObj(_ -> miniLm.embed(inputs(texts.toArray(String[]::new))))
                .toList();

        for (var answer : together) {
            for (int i = 0; i < texts.size(); i++) {
                assertThat(answer.join().vectors().get(i)).isEqualTo(alone.get(i));
            }
        }
    }

    @Test
    void neitherCutsNorPads() {
        var longest = "word ".repeat(DemoModels.MAX_TOKENS - 2);

        assertThat(embed(miniLm, longest).tokens()).isEqualTo(DemoModels.MAX_TOKENS);
        assertRefused(
                "context_length_exceeded",
                "input[1] has 513 tokens, but this model takes 512 at most. Split it into shorter texts.",
                inputs("short", longest + "more"));
    }

    @Test
    void refusesMegabytesWithoutCountingThem() {
        assertRefused(
                "context_length_exceeded",
                "input[0] has 5000000 characters, but this model takes 512 tokens at most, so that texts of more than"
                        + " 16384 characters are refused uncounted. Split it into shorter texts.",
                inputs("word ".repeat(1_000_000)));
    }

    @Test
    void refusesMoreTokensThanARequestMayHave() {
        var longest = new EmbeddingInput.Tokens(new long[DemoModels.MAX_TOKENS]);

        assertRefused(
                "too_many_tokens",
                "input has more than 300000 tokens in all. Send its entries in several requests.",
                Collections.nCopies(2048, longest));
    }

    @Test
    void takesAnyUnicode() {
        assertThat(embed(miniLm, "a\0b", "🚀", "   ", "é".repeat(5000), "[CLS] 模型")
                        .vectors())
                .hasSize(5);
    }

    @Test
    void refusesTokensThatTheModelDoesNotHave() {
        assertRefused(
                "invalid_input",
                "input[0] has the token 30522, but this model's tokens are 0 to 30521.",
                List.of(new EmbeddingInput.Tokens(new long[] {101, 30_522, 102})));
    }

    private static void assertAgrees(EmbeddingModel model, JsonNode expected) {
        var texts = reference.get("texts").valueStream().map(JsonNode::asString).toArray(String[]::new);

        var vectors = embed(model, texts).vectors();

        assertThat(vectors).hasSameSizeAs(texts).hasSizeGreaterThan(5);
        for (int i = 0; i < texts.length; i++) {
            assertClose(vectors.get(i), expected.get(i), i);
        }
    }

    /** The kernels of other processors round quantized numbers differently, and the difference grows by layer. */
    private static void assertClose(float[] vector, JsonNode expected, int text) {
        assertThat(vector).hasSize(expected.size());
        double cosine = 0;
        for (int k = 0; k < vector.length; k++) {
            cosine += vector[k] * expected.get(k).doubleValue();
            if (LIKE_THE_REFERENCE) {
                assertThat(vector[k])
                        .as("text %d, component %d", text, k)
                        .isCloseTo(expected.get(k).floatValue(), within(TOLERANCE));
            }
        }
        assertThat(cosine).as("text %d", text).isGreaterThan(LEAST_COSINE);
    }

    private static boolean hasVnni() {
        try {
            return Files.readString(Path.of("/proc/cpuinfo")).contains("avx512_vnni");
        } catch (IOException _) {
            return false;
        }
    }

    private static void assertRefused(String code, String message, List<EmbeddingInput> inputs) {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> miniLm.embed(inputs))
                .extracting(ProblemException::problem)
                .isEqualTo(Problem.ofField("input", code, message));
    }

    private static Embeddings embed(EmbeddingModel model, String... texts) {
        return model.embed(inputs(texts)).join();
    }

    private static List<EmbeddingInput> inputs(String... texts) {
        return Stream.of(texts).<EmbeddingInput>map(EmbeddingInput.Text::new).toList();
    }
}

package dev.atrium.worker;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A model's {@code tokenizer.json}, without the truncation and padding that stand in it: an input that is too long
 * is refused, never cut.
 */
final class TextTokenizer implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final HuggingFaceTokenizer tokenizer;

    private TextTokenizer(HuggingFaceTokenizer tokenizer) {
        this.tokenizer = tokenizer;
    }

    /**
     * Tells the tokenizer's library, before anything of it is loaded, to keep to itself (it would look for a cloud's
     * metadata service and report usage) and where to unpack its native half.
     */
    static void prepare(Path cache) {
        System.setProperty("OPT_OUT_TRACKING", "true");
        System.setProperty("ai.djl.offline", "true");
        System.setProperty("DJL_CACHE_DIR", cache.toString());
        System.setProperty("RUST_FLAVOR", "cpu");
    }

    static TextTokenizer load(Path file, Path folder) throws LoadFailure {
        var json = ModelJson.read(file, folder);
        if (!(json instanceof ObjectNode object) || !object.path("model").isObject()) {
            throw LoadFailure.ofModel("tokenizer.json has no model. Publish the model's own file.");
        }
        object.putNull("truncation");
        object.putNull("padding");
        try (var content = new ByteArrayInputStream(JSON.writeValueAsBytes(object))) {
            return new TextTokenizer(HuggingFaceTokenizer.newInstance(
                    content, Map.of("truncation", "false", "padding", "false", "addSpecialTokens", "true")));
        } catch (IOException | RuntimeException e) {
            throw LoadFailure.ofModel("tokenizer.json cannot be used: %s.".formatted(e.getMessage()), e);
        }
    }

    /** The tokens of {@code text} with the model's special tokens. Safe to call from several threads. */
    long[] encode(String text) {
        return tokenizer.encode(text).getIds();
    }

    /** The tokens of {@code text} as it stands; names of special tokens in it become those tokens. */
    long[] encodePlain(String text) {
        return tokenizer.encode(text, false, false).getIds();
    }

    /** The text of {@code tokens} without special ones; bytes that are no UTF-8 become U+FFFD. */
    String decode(long[] tokens) {
        return tokens.length == 0 ? "" : tokenizer.decode(tokens, true);
    }

    @Override
    public void close() {
        tokenizer.close();
    }
}

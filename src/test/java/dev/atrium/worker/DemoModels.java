package dev.atrium.worker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/** The demo's models as folders; those for embeddings are laid out as sentence-transformers does. */
final class DemoModels {

    static final int MAX_TOKENS = 512;
    static final int VOCABULARY = 30_522;

    private DemoModels() {}

    static Path miniLm(Path folder) {
        return lay(folder, "all-minilm-l6-v2-q", "mean_tokens");
    }

    static Path bge(Path folder) {
        return lay(folder, "bge-small-en-v1.5-q", "cls_token");
    }

    /** The chat model, with all of its files. */
    static Path chat(Path folder) {
        try {
            Files.createDirectories(folder);
            for (var file : List.of(
                    "model.onnx", "config.json", "generation_config.json", "tokenizer.json", "tokenizer_config.json")) {
                copy("/demo/atrium-tiny/" + file, folder.resolve(file));
            }
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path lay(Path folder, String name, String pooling) {
        try {
            Files.createDirectories(folder.resolve("1_Pooling"));
            copy("/%s.onnx".formatted(name), folder.resolve("model.onnx"));
            copy("/%s-tokenizer.json".formatted(name), folder.resolve("tokenizer.json"));
            Files.writeString(folder.resolve("config.json"), """
                    {"model_type": "bert", "max_position_embeddings": %d, "vocab_size": %d, "pad_token_id": 0}
                    """.formatted(MAX_TOKENS, VOCABULARY));
            Files.writeString(folder.resolve("1_Pooling/config.json"), """
                    {"word_embedding_dimension": 384, "pooling_mode_%s": true}
                    """.formatted(pooling));
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void copy(String resource, Path file) throws IOException {
        try (var content = Objects.requireNonNull(DemoModels.class.getResourceAsStream(resource), resource)) {
            Files.copy(content, file);
        }
    }
}

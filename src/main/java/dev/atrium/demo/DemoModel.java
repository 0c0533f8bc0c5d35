package dev.atrium.demo;

import dev.atrium.pricing.Meter;
import dev.atrium.registry.Visibility;
import dev.atrium.shared.Slug;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A model of the demo, laid out as on Hugging Face.
 *
 * @param owner  slug of the organization that publishes it
 * @param files  path in the model to resource of the class path
 * @param prices pico-units of each currency per meter's unit
 */
record DemoModel(
        Slug owner,
        Slug slug,
        Visibility visibility,
        Map<String, String> files,
        Map<Currency, Map<Meter, Long>> prices) {

    private static final Currency USD = Currency.getInstance("USD");
    private static final Currency EUR = Currency.getInstance("EUR");
    private static final Currency CNY = Currency.getInstance("CNY");

    /** 0.02 USD per million tokens, and about as much elsewhere. */
    private static final DemoModel EMBEDDINGS = embeddings(
            "library",
            "all-minilm-l6-v2",
            Visibility.PUBLIC,
            "all-minilm-l6-v2-q",
            Map.of(USD, input(20_000L), EUR, input(18_000L), CNY, input(140_000L)));

    /** 0.03 USD per million tokens. */
    private static final DemoModel PRIVATE = embeddings(
            "acme", "bge-small-en-v1-5", Visibility.PRIVATE, "bge-small-en-v1.5-q", Map.of(USD, input(30_000L)));

    /** 0.05 USD per million tokens read, 0.20 per million written, and about as much elsewhere. */
    private static final DemoModel CHAT = new DemoModel(
            new Slug("library"),
            new Slug("atrium-tiny"),
            Visibility.PUBLIC,
            own(
                    "atrium-tiny",
                    "model.onnx",
                    "tokenizer.json",
                    "tokenizer_config.json",
                    "config.json",
                    "generation_config.json",
                    "README.md"),
            Map.of(USD, chat(50_000L, 200_000L), EUR, chat(45_000L, 180_000L), CNY, chat(350_000L, 1_400_000L)));

    static List<DemoModel> all() {
        return List.of(EMBEDDINGS, CHAT, PRIVATE);
    }

    /** Weights and tokenizer come out of a library on the class path, under its name of them; the rest is ours. */
    private static DemoModel embeddings(
            String owner, String slug, Visibility visibility, String weights, Map<Currency, Map<Meter, Long>> prices) {
        var files = own(slug, "config.json", "1_Pooling/config.json", "README.md");
        files.put("model.onnx", "/" + weights + ".onnx");
        files.put("tokenizer.json", "/" + weights + "-tokenizer.json");
        return new DemoModel(new Slug(owner), new Slug(slug), visibility, files, prices);
    }

    private static Map<String, String> own(String slug, String... paths) {
        var files = new LinkedHashMap<String, String>();
        for (var path : paths) {
            files.put(path, "/demo/" + slug + "/" + path);
        }
        return files;
    }

    private static Map<Meter, Long> input(long pico) {
        return Map.of(Meter.INPUT_TOKENS, pico);
    }

    private static Map<Meter, Long> chat(long input, long output) {
        return Map.of(Meter.INPUT_TOKENS, input, Meter.OUTPUT_TOKENS, output);
    }
}

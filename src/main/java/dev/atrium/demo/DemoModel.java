package dev.atrium.demo;

import dev.atrium.registry.Visibility;
import dev.atrium.shared.Slug;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A model of the demo. Its weights and tokenizer come out of a library on the class path, the rest is ours; together
 * they are laid out as on Hugging Face.
 *
 * @param owner               slug of the organization that publishes it
 * @param weights             name of the library's files, without {@code .onnx} and {@code -tokenizer.json}
 * @param picoPerInputToken   price by currency
 */
record DemoModel(Slug owner, Slug slug, Visibility visibility, String weights, Map<Currency, Long> picoPerInputToken) {

    /** 0.02 USD per million tokens, and about as much elsewhere. */
    private static final DemoModel LIBRARY = new DemoModel(
            new Slug("library"),
            new Slug("all-minilm-l6-v2"),
            Visibility.PUBLIC,
            "all-minilm-l6-v2-q",
            Map.of(
                    Currency.getInstance("USD"), 20_000L,
                    Currency.getInstance("EUR"), 18_000L,
                    Currency.getInstance("CNY"), 140_000L));

    /** 0.03 USD per million tokens. */
    private static final DemoModel ACME = new DemoModel(
            new Slug("acme"),
            new Slug("bge-small-en-v1-5"),
            Visibility.PRIVATE,
            "bge-small-en-v1.5-q",
            Map.of(Currency.getInstance("USD"), 30_000L));

    static List<DemoModel> all() {
        return List.of(LIBRARY, ACME);
    }

    /** Path in the model to resource of the class path. */
    Map<String, String> files() {
        var files = new LinkedHashMap<String, String>();
        files.put("model.onnx", "/" + weights + ".onnx");
        files.put("tokenizer.json", "/" + weights + "-tokenizer.json");
        for (var own : List.of("config.json", "1_Pooling/config.json", "README.md")) {
            files.put(own, "/demo/" + slug + "/" + own);
        }
        return files;
    }
}

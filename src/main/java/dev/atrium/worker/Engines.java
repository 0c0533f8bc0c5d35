package dev.atrium.worker;

import java.nio.file.Path;
import java.util.List;

/** The engines that this worker offers. */
final class Engines {

    private final List<Engine> engines;

    Engines(List<Engine> engines) {
        this.engines = List.copyOf(engines);
    }

    List<String> names() {
        return engines.stream().map(Engine::name).distinct().toList();
    }

    LoadedModel load(Path folder, String model) throws LoadFailure {
        for (var engine : engines) {
            if (engine.recognizes(folder)) {
                return engine.load(folder, model);
            }
        }
        throw LoadFailure.ofModel(
                "No engine of this worker (%s) serves these files. A model needs model.onnx, tokenizer.json and config.json."
                        .formatted(String.join(", ", names())));
    }
}

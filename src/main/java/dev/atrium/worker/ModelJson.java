package dev.atrium.worker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads the JSON files of a model, which are untrusted. Jackson bounds depth and lengths. */
final class ModelJson {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final long MAX_BYTES = 64L << 20;

    private ModelJson() {}

    static JsonNode read(Path file, Path folder) throws LoadFailure {
        var name = folder.relativize(file).toString();
        try {
            checkSize(file, name);
            var node = JSON.readTree(Files.readAllBytes(file));
            if (node.isObject() || node.isArray()) {
                return node;
            }
            throw LoadFailure.ofModel("%s holds no JSON object. Publish the model's own file.".formatted(name));
        } catch (JacksonException e) {
            throw LoadFailure.ofModel("%s is not valid JSON. Publish the model's own file.".formatted(name), e);
        } catch (IOException e) {
            throw LoadFailure.passing("%s could not be read: %s.".formatted(name, e.getMessage()), e);
        }
    }

    static void checkSize(Path file, String name) throws IOException, LoadFailure {
        if (Files.size(file) > MAX_BYTES) {
            throw LoadFailure.ofModel("%s has %d bytes; more than %d are not read. Publish the model's own file."
                    .formatted(name, Files.size(file), MAX_BYTES));
        }
    }
}

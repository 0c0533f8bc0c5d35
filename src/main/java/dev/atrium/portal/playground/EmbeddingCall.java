package dev.atrium.portal.playground;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One call of an embedding model. */
final class EmbeddingCall {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String PATH = "/v1/embeddings";

    private EmbeddingCall() {}

    /** @param vectors in the order of the texts */
    record Answer(List<float[]> vectors, Optional<Figures> figures) {}

    /** Waits for the answer. */
    static Answer make(Caller caller, Map<String, Object> body) throws CallFailed, InterruptedException {
        var answer = caller.post(PATH, body, new HangUp());
        try (var content = answer.body()) {
            var vectors = JSON.readTree(content)
                    .path("data")
                    .valueStream()
                    .map(item -> vector(item.path("embedding")))
                    .toList();
            return new Answer(vectors, caller.figures(answer));
        } catch (IOException | JacksonException _) {
            throw new CallFailed(CallFailed.CUT, "");
        }
    }

    private static float[] vector(JsonNode numbers) {
        var vector = new float[numbers.size()];
        for (int i = 0; i < vector.length; i++) {
            vector[i] = (float) numbers.path(i).asDouble();
        }
        return vector;
    }

    /** The cosine of the angle between two vectors, -1 to 1; 0 where one has no direction. */
    static double similarity(float[] left, float[] right) {
        double product = 0;
        double ofLeft = 0;
        double ofRight = 0;
        for (int i = 0; i < Math.min(left.length, right.length); i++) {
            product += (double) left[i] * right[i];
            ofLeft += (double) left[i] * left[i];
            ofRight += (double) right[i] * right[i];
        }
        return ofLeft == 0 || ofRight == 0 ? 0 : product / Math.sqrt(ofLeft * ofRight);
    }
}

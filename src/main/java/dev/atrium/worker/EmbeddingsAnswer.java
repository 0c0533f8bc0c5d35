package dev.atrium.worker;

import dev.atrium.worker.EmbeddingModel.Embeddings;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Writes the answer of {@code POST /v1/embeddings}. */
final class EmbeddingsAnswer {

    private static final JsonFactory JSON = JsonFactory.builder().build();
    private static final int BYTES_PER_NUMBER = 12;

    private EmbeddingsAnswer() {}

    static byte[] write(EmbeddingsRequest request, Embeddings embeddings) {
        var numbers = embeddings.vectors().size() * embeddings.vectors().getFirst().length;
        var out = new ByteArrayOutputStream(numbers * BYTES_PER_NUMBER);
        try (var json = JSON.createGenerator(ObjectWriteContext.empty(), out)) {
            json.writeStartObject();
            json.writeStringProperty("object", "list");
            json.writeArrayPropertyStart("data");
            for (int i = 0; i < embeddings.vectors().size(); i++) {
                writeVector(json, i, embeddings.vectors().get(i), request.base64());
            }
            json.writeEndArray();
            json.writeStringProperty("model", request.model());
            json.writeObjectPropertyStart("usage");
            json.writeNumberProperty("prompt_tokens", embeddings.tokens());
            json.writeNumberProperty("total_tokens", embeddings.tokens());
            json.writeEndObject();
            json.writeEndObject();
        }
        return out.toByteArray();
    }

    private static void writeVector(JsonGenerator json, int index, float[] vector, boolean base64) {
        json.writeStartObject();
        json.writeStringProperty("object", "embedding");
        json.writeNumberProperty("index", index);
        json.writeName("embedding");
        if (base64) {
            json.writeBinary(bytes(vector));
        } else {
            json.writeStartArray();
            for (var value : vector) {
                json.writeNumber(value);
            }
            json.writeEndArray();
        }
        json.writeEndObject();
    }

    private static byte[] bytes(float[] vector) {
        var bytes = ByteBuffer.allocate(vector.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(vector);
        return bytes.array();
    }
}

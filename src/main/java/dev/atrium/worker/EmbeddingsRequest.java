package dev.atrium.worker;

import dev.atrium.shared.Problem;
import dev.atrium.shared.ProblemException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A body of {@code POST /v1/embeddings}, checked.
 *
 * @param model  echoed in the answer; which model is called is told by the path
 * @param base64 whether vectors are wanted as little-endian float32 in base64
 */
record EmbeddingsRequest(String model, List<EmbeddingInput> inputs, boolean base64) {

    static final int MAX_INPUTS = 2048;

    EmbeddingsRequest {
        inputs = List.copyOf(inputs);
    }

    /** Collects the fields as they come. */
    static final class Builder {

        private @Nullable String model;
        private @Nullable List<EmbeddingInput> inputs;
        private boolean base64;

        void model(String value) {
            if (value.isEmpty()) {
                throw refuse("model", "model is empty. Name the model that you want.");
            }
            model = value;
        }

        void inputs(List<EmbeddingInput> value) {
            if (value.isEmpty()) {
                throw refuse("input", "input is an empty array. Send at least one text.");
            }
            if (value.size() > MAX_INPUTS) {
                throw tooMany();
            }
            inputs = value;
        }

        void encodingFormat(String value) {
            base64 = switch (value) {
                case "float" -> false;
                case "base64" -> true;
                default ->
                    throw refuse(
                            "encoding_format",
                            "encoding_format must be 'float' or 'base64'. Leave it out for 'float'.");
            };
        }

        EmbeddingsRequest build() {
            if (model == null) {
                throw refuse("model", "model is missing. Name the model that you want.");
            }
            if (inputs == null) {
                throw refuse("input", "input is missing. Send a text, an array of texts, or tokens.");
            }
            return new EmbeddingsRequest(model, inputs, base64);
        }
    }

    static ProblemException tooMany() {
        return refuse("input", "input has more than %d entries. Send them in several requests.".formatted(MAX_INPUTS));
    }

    static ProblemException refuse(String field, String message) {
        return new ProblemException(Problem.ofField(field, "invalid_" + field, message));
    }
}

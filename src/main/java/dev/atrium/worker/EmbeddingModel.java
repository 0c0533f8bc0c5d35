package dev.atrium.worker;

import dev.atrium.shared.ProblemException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** A model that turns texts into vectors. */
interface EmbeddingModel extends LoadedModel {

    /**
     * Computes one vector per input, in their order. Cancelling the future drops what is not yet computed.
     *
     * @throws ProblemException if an input does not fit the model, or the replica is full
     */
    CompletableFuture<Embeddings> embed(List<EmbeddingInput> inputs);

    /**
     * @param vectors one per input
     * @param tokens  input tokens exactly as the model saw them, special tokens included: what is metered
     * @param queued  how long it waited until the first input was computed
     */
    record Embeddings(List<float[]> vectors, long tokens, Duration queued) {

        public Embeddings {
            vectors = List.copyOf(vectors);
        }
    }
}

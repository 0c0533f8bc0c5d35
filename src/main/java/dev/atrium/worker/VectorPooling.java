package dev.atrium.worker;

import dev.atrium.worker.EmbeddingLayout.Pooling;

/** Makes one vector out of those of the tokens. */
final class VectorPooling {

    private final Pooling pooling;
    private final boolean normalizes;

    VectorPooling(Pooling pooling, boolean normalizes) {
        this.pooling = pooling;
        this.normalizes = normalizes;
    }

    /**
     * @param states vectors of all tokens, one after the other
     * @param offset where those of this input begin
     * @param tokens how many of them are its own; padding follows
     */
    float[] pool(float[] states, int offset, int tokens, int dimensions) {
        var counted = pooling == Pooling.CLS ? 1 : tokens;
        var vector = new float[dimensions];
        for (int token = 0; token < counted; token++) {
            var start = offset + token * dimensions;
            for (int i = 0; i < dimensions; i++) {
                vector[i] += states[start + i];
            }
        }
        for (int i = 0; i < dimensions; i++) {
            vector[i] /= counted;
        }
        return finish(vector);
    }

    /** For graphs that pool by themselves. */
    float[] finish(float[] vector) {
        double squares = 0;
        for (var value : vector) {
            squares += (double) value * value;
        }
        if (!Double.isFinite(squares)) {
            throw new IllegalStateException("The model computed a number that is not finite.");
        }
        if (normalizes && squares > 0) {
            var length = Math.sqrt(squares);
            for (int i = 0; i < vector.length; i++) {
                vector[i] = (float) (vector[i] / length);
            }
        }
        return vector;
    }
}

package dev.atrium.worker;

/** One thing to embed. */
sealed interface EmbeddingInput {

    /** Tokenized here; the model's special tokens are added. */
    record Text(String text) implements EmbeddingInput {}

    /** Tokens of the model's own vocabulary, taken as they are: no special token is added. */
    @SuppressWarnings("ArrayRecordComponent") // handed on once, never compared
    record Tokens(long[] ids) implements EmbeddingInput {}
}

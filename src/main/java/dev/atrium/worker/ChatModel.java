package dev.atrium.worker;

import dev.atrium.shared.ProblemException;
import java.time.Duration;
import java.util.List;

/** A model that continues a chat. */
interface ChatModel extends LoadedModel {

    /**
     * Starts to answer. Everything that the caller did wrong is refused here, before anything is computed.
     *
     * @throws ProblemException if the chat does not fit the model, or the replica is full
     */
    Running chat(ChatRequest request, Listener listener);

    /** An answer on its way. */
    interface Running {

        /** Ends it within the step that is being computed. Nothing more is heard of it. Safe to call again. */
        void cancel();
    }

    /** Hears of an answer, one call at a time. Nothing follows {@link #ended} or {@link #failed}. */
    interface Listener {

        /** It waits its turn, or a step was computed that tells nothing. Heard of often. */
        void working();

        /** Its first step is computed now, after it waited {@code queued}. Heard of once, before any piece. */
        void started(Duration queued);

        void piece(Piece piece);

        void ended(End end);

        void failed(Throwable cause);
    }

    /**
     * Text that came.
     *
     * @param text   whole characters; may be empty only where there are {@code tokens}
     * @param tokens of this text; empty where log-probabilities are not wanted
     */
    record Piece(String text, List<TokenLogprob> tokens) {

        public Piece {
            tokens = List.copyOf(tokens);
        }

        @Override
        public String toString() {
            return "Piece[%d characters]".formatted(text.length());
        }
    }

    /**
     * @param logprob      natural logarithm, before temperature and penalties
     * @param alternatives the most likely tokens in its place, the likeliest first
     */
    record TokenLogprob(String text, float logprob, List<TokenLogprob> alternatives) {

        public TokenLogprob {
            alternatives = List.copyOf(alternatives);
        }

        @Override
        public String toString() {
            return "TokenLogprob[%s]".formatted(logprob);
        }
    }

    /** Why an answer ends. */
    enum Reason {
        /** The model ended it, or a stop text came. */
        STOP,
        /** The most tokens allowed, or the end of the context. */
        LENGTH
    }

    /**
     * @param promptTokens     tokens of the chat as the model read them, special tokens included
     * @param completionTokens tokens that the model generated, the one that ends an answer included
     */
    record End(Reason reason, int promptTokens, int completionTokens) {}
}

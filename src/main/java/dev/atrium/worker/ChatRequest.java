package dev.atrium.worker;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A body of {@code POST /v1/chat/completions}, checked.
 *
 * @param model     echoed in the answer; which model is called is told by the path
 * @param stream    whether the answer comes as server-sent events
 * @param maxTokens most tokens to generate; null: as many as the context has room for
 * @param stop      texts that end the answer and do not stand in it
 * @param logprobs  how many alternatives are told per token, 0 to 20; null: log-probabilities are not wanted
 */
record ChatRequest(
        String model,
        List<ChatMessage> messages,
        boolean stream,
        @Nullable Integer maxTokens,
        List<String> stop,
        @Nullable Integer logprobs,
        Sampling sampling) {

    ChatRequest {
        messages = List.copyOf(messages);
        stop = List.copyOf(stop);
    }
}

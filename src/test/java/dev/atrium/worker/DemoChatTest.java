package dev.atrium.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** The demo's chat model says what PyTorch, that trained it, says of the same chats. */
class DemoChatTest {

    private static final int ALTERNATIVES = 5;
    private static final float PRECISION = 1e-3f;

    @TempDir
    private Path home;

    @Test
    void saysWhatPyTorchSays() throws Exception {
        NativeLibraries.prepare(home);
        var engine = new ChatEngine(2, 10, 64 << 20);
        try (var chat = (ChatModel) engine.load(DemoModels.chat(home.resolve("model")), "library/atrium-tiny@v1")) {
            for (var reference : references()) {
                assertSame(reference, hear(chat, reference));
            }
        }
    }

    private static void assertSame(JsonNode reference, HeardAnswer heard) {
        var end = heard.end.join();
        assertThat(heard.text()).isEqualTo(reference.path("text").asString());
        assertThat(end.promptTokens()).isEqualTo(reference.path("prompt").size());
        assertThat(end.completionTokens()).isEqualTo(reference.path("answer").size());
        var likeliest = reference.path("likeliest");
        // Of the token that ends an answer nothing is told.
        var told = Math.min(likeliest.size(), heard.tokens.size());
        assertThat(told).isPositive();
        for (var step = 0; step < told; step++) {
            var alternatives = heard.tokens.get(step).alternatives();
            for (var rank = 0; rank < ALTERNATIVES; rank++) {
                var expected =
                        (float) likeliest.get(step).get(rank).path("logprob").asDouble();
                assertThat(alternatives.get(rank).logprob())
                        .as("%s, step %d, rank %d", heard.text(), step, rank)
                        .isCloseTo(expected, within(PRECISION));
            }
        }
    }

    private static HeardAnswer hear(ChatModel chat, JsonNode reference) {
        var messages = reference
                .path("messages")
                .valueStream()
                .map(message -> new ChatMessage(
                        message.path("role").asString(), message.path("content").asString()))
                .toList();
        var heard = new HeardAnswer();
        var most = reference.path("answer").size();
        chat.chat(
                new ChatRequest("m", messages, false, most, List.of(), ALTERNATIVES, new Sampling(0, 1, 0, 0, null)),
                heard);
        heard.end.join();
        return heard;
    }

    private static Iterable<JsonNode> references() throws IOException {
        try (var content =
                Objects.requireNonNull(DemoChatTest.class.getResourceAsStream("/demo/atrium-tiny/references.json"))) {
            return new ObjectMapper().readTree(content);
        }
    }
}

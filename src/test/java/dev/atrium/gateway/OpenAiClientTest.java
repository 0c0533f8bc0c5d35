package dev.atrium.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.errors.BadRequestException;
import com.openai.errors.InternalServerException;
import com.openai.errors.NotFoundException;
import com.openai.errors.OpenAIServiceException;
import com.openai.errors.UnauthorizedException;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionStreamOptions;
import com.openai.models.embeddings.EmbeddingCreateParams;
import com.openai.models.models.Model;
import dev.atrium.registry.Visibility;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** The official client, unchanged, against the gateway. */
class OpenAiClientTest {

    private static final TestGateway GATEWAY = new TestGateway();
    private static final OpenAIClient CLIENT = client();

    private static OpenAIClient client() {
        var acme = GATEWAY.facts.tenant("acme");
        GATEWAY.facts.serve(GATEWAY.facts.model(acme, "mini", Visibility.PRIVATE), GATEWAY.engine);
        return clientWith(GATEWAY.facts.key(acme).spelled());
    }

    private static OpenAIClient clientWith(String secret) {
        return OpenAIOkHttpClient.builder()
                .baseUrl("http://127.0.0.1:" + GATEWAY.port() + "/v1")
                .apiKey(secret)
                .maxRetries(0)
                .build();
    }

    @AfterAll
    static void stop() {
        CLIENT.close();
        GATEWAY.close();
    }

    @Test
    void listsModels() {
        assertThat(CLIENT.models().list().data()).extracting(Model::id).containsExactly("acme/mini");
    }

    @Test
    void describesAModel() {
        assertThat(CLIENT.models().retrieve("acme/mini").ownedBy()).isEqualTo("acme");
    }

    @Test
    void embedsAString() {
        var answer = CLIENT.embeddings()
                .create(EmbeddingCreateParams.builder()
                        .model("acme/mini")
                        .input("one two")
                        .build());

        assertThat(answer.data())
                .singleElement()
                .satisfies(one -> assertThat(one.embedding()).containsExactly(7f, 0.5f));
        assertThat(answer.usage().promptTokens()).isEqualTo(2);
    }

    @Test
    void embedsAnArray() {
        var answer = CLIENT.embeddings()
                .create(EmbeddingCreateParams.builder()
                        .model("acme/mini")
                        .inputOfArrayOfStrings(List.of("a", "bcd"))
                        .encodingFormat(EmbeddingCreateParams.EncodingFormat.FLOAT)
                        .build());

        assertThat(answer.data()).extracting(one -> one.embedding().getFirst()).containsExactly(1f, 3f);
    }

    @Test
    void embedsAsBase64() {
        var answer = CLIENT.embeddings()
                .create(EmbeddingCreateParams.builder()
                        .model("acme/mini")
                        .input("abcd")
                        .encodingFormat(EmbeddingCreateParams.EncodingFormat.BASE64)
                        .build());

        assertThat(answer.data().getFirst().embedding()).containsExactly(4f, 0.5f);
    }

    @Test
    void chats() {
        var answer =
                CLIENT.chat().completions().create(chat().maxCompletionTokens(3).build());

        assertThat(answer.choices().getFirst().message().content()).contains("word word word");
        assertThat(answer.usage().orElseThrow().completionTokens()).isEqualTo(3);
    }

    @Test
    void chatsInAStream() {
        var params = chat().maxCompletionTokens(3)
                .streamOptions(
                        ChatCompletionStreamOptions.builder().includeUsage(true).build())
                .build();

        try (var stream = CLIENT.chat().completions().createStreaming(params)) {
            var chunks = stream.stream().toList();

            assertThat(chunks.stream()
                            .flatMap(chunk -> chunk.choices().stream())
                            .flatMap(choice -> choice.delta().content().stream())
                            .collect(Collectors.joining()))
                    .isEqualTo("word0 word1 word2 ");
            assertThat(chunks.getLast().usage().orElseThrow().completionTokens())
                    .isEqualTo(3);
        }
    }

    @Test
    void understandsThatAKeyIsWrong() {
        var stranger = clientWith("atr_live_wrong");

        assertError(UnauthorizedException.class, () -> stranger.models().list(), "invalid_api_key");
    }

    @Test
    void understandsThatAKeyWasRevoked() {
        var key = GATEWAY.facts.key(GATEWAY.facts.tenant("gone"), null, Instant.EPOCH);
        var revoked = clientWith(key.spelled());

        assertError(UnauthorizedException.class, () -> revoked.models().list(), "revoked_api_key");
    }

    @Test
    void understandsThatAModelIsNotThere() {
        assertError(
                NotFoundException.class,
                () -> CLIENT.chat()
                        .completions()
                        .create(chat().model("acme/none").build()),
                "model_not_found");
    }

    @Test
    void understandsABadField() {
        assertError(
                BadRequestException.class,
                () -> CLIENT.chat()
                        .completions()
                        .create(chat().maxCompletionTokens(0).build()),
                "invalid_max_completion_tokens");
    }

    @Test
    void understandsThatTheGatewayCannotServe() {
        GATEWAY.facts.stale(true);
        try {
            assertError(InternalServerException.class, () -> CLIENT.models().list(), "stale");
        } finally {
            GATEWAY.facts.stale(false);
        }
    }

    private static ChatCompletionCreateParams.Builder chat() {
        return ChatCompletionCreateParams.builder().model("acme/mini").addUserMessage("hello there");
    }

    private static <E extends OpenAIServiceException> void assertError(
            Class<E> type, org.assertj.core.api.ThrowableAssert.ThrowingCallable call, String code) {
        assertThatExceptionOfType(type).isThrownBy(call).satisfies(error -> {
            assertThat(error.code()).contains(code);
            assertThat(error.headers().values("x-request-id")).hasSize(1);
        });
    }
}

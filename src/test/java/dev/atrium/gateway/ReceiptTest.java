package dev.atrium.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.registry.Visibility;
import dev.atrium.shared.RequestId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** {@code GET /v1/usage/{request id}}. */
class ReceiptTest {

    private static final TestGateway GATEWAY = new TestGateway();

    private static String key = "";
    private static String stranger = "";
    private static String request = "";

    @BeforeAll
    static void callOnce() {
        var acme = GATEWAY.facts.tenant("acme");
        key = GATEWAY.facts.key(acme).spelled();
        stranger = GATEWAY.facts.key(GATEWAY.facts.tenant("globex")).spelled();
        GATEWAY.facts.serve(GATEWAY.facts.model(acme, "mini", Visibility.PRIVATE), GATEWAY.engine);
        request = GATEWAY.post("/v1/embeddings", key, "{\"model\":\"acme/mini\",\"input\":\"one two three\"}")
                .header("x-request-id");
    }

    @AfterAll
    static void stop() {
        GATEWAY.close();
    }

    @Test
    void tellsWhatACallUsedAndCost() {
        var answer = GATEWAY.get("/v1/usage/" + request, key);

        assertThat(answer.status()).isEqualTo(200);
        var receipt = answer.json();
        assertThat(receipt.path("object").asString()).isEqualTo("usage");
        assertThat(receipt.path("request_id").asString()).isEqualTo(request);
        assertThat(receipt.path("status").asString()).isEqualTo("completed");
        assertThat(receipt.path("model").asString()).isEqualTo("acme/mini");
        assertThat(receipt.path("currency").asString()).isEqualTo("USD");
        assertThat(receipt.path("cost").asString()).isEqualTo("0.00000006");
        var line = receipt.path("lines").get(0);
        assertThat(line.path("quantity").asLong()).isEqualTo(3);
        assertThat(line.path("exact").asBoolean()).isTrue();
    }

    @Test
    void doesNotTellAnothersCallFromNone() {
        var none = RequestId.next().text();
        var answers = new ArrayList<String>();
        for (var id : List.of(request, none)) {
            var answer = GATEWAY.get("/v1/usage/" + id, stranger);

            assertThat(answer.status()).isEqualTo(404);
            assertThat(answer.code()).isEqualTo("request_not_found");
            answers.add(answer.body().replace(id, "the id"));
        }
        assertThat(answers.getFirst()).isEqualTo(answers.getLast());
        assertThat(GATEWAY.get("/v1/usage/nonsense", key).message())
                .isEqualTo("There is no usage of request 'nonsense' in this organization, or not yet."
                        + " Try again in some seconds.");
    }

    @Test
    void saysWhenPastUsageCannotBeRead() {
        GATEWAY.databaseAway(true);
        try {
            var answer = GATEWAY.get("/v1/usage/" + request, key);

            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.code()).isEqualTo("database_away");
            assertThat(answer.header("retry-after")).isEqualTo("1");
        } finally {
            GATEWAY.databaseAway(false);
        }
    }
}

package dev.atrium.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.metering.UsageSource;
import dev.atrium.registry.Visibility;
import dev.atrium.shared.PersonId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Calls that Atrium makes in the name of a person. */
class PersonalCallTest {

    private static final TestGateway GATEWAY = new TestGateway();

    @AfterAll
    static void stop() {
        GATEWAY.close();
    }

    @Test
    void theEventNamesThePersonAndNoKey() {
        var acme = GATEWAY.facts.tenant("acme");
        var ada = PersonId.next();
        var key = GATEWAY.facts.keyOfPlayground(acme, ada).spelled();
        GATEWAY.facts.serve(GATEWAY.facts.model(acme, "mini", Visibility.PRIVATE), GATEWAY.engine);

        var answer = GATEWAY.post("/v1/embeddings", key, "{\"model\":\"acme/mini\",\"input\":\"one two three\"}");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(GATEWAY.journal.events()).singleElement().satisfies(event -> {
            assertThat(event.usage().source()).isEqualTo(UsageSource.PLAYGROUND);
            assertThat(event.usage().person()).isEqualTo(ada);
            assertThat(event.usage().key()).isNull();
            assertThat(event.usage().payer()).isEqualTo(acme.id());
        });
        assertThat(GATEWAY.get("/v1/usage/" + answer.header("x-request-id"), key)
                        .json()
                        .path("key")
                        .isNull())
                .isTrue();
    }
}

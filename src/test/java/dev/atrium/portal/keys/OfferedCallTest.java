package dev.atrium.portal.keys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.keys.KeySecret;
import dev.atrium.pool.ReplicaState;
import dev.atrium.pool.ServedVersions.Served;
import dev.atrium.portal.PortalTest;
import dev.atrium.portal.Shelf;
import dev.atrium.portal.models.Offers;
import dev.atrium.pricing.Meter;
import dev.atrium.registry.CallableModel;
import dev.atrium.registry.ModelTask;
import dev.atrium.registry.Visibility;
import java.net.URI;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OfferedCallTest {

    private final Shelf shelf = new Shelf();
    private final OfferedCall call =
            new OfferedCall(new Offers(shelf, shelf, shelf), () -> URI.create("http://gateway.example"));

    @Test
    void callsTheFirstModelThatAnswersAndLooksNoFurther() {
        addMany(100);
        serve(add("acme/m012", ModelTask.EMBEDDINGS));
        serve(add("acme/m014", ModelTask.CHAT));

        assertThat(call.curl(PortalTest.ACME))
                .hasValueSatisfying(curl ->
                        assertThat(curl).contains("http://gateway.example/v1/embeddings", "\"model\": \"acme/m012\""));
        assertThat(shelf.listed()).isEqualTo(16);
    }

    @Test
    void callsTheFirstModelWhenNoneAnswersAndLooksAtFew() {
        addMany(100);

        assertThat(call.curl(PortalTest.ACME))
                .hasValueSatisfying(curl -> assertThat(curl).contains("\"model\": \"acme/m000\""));
        assertThat(shelf.listed()).isEqualTo(40);
    }

    @Test
    void modelsThatTakeNeitherChatsNorTextsAreCalledLast() {
        serve(add("acme/a-classifier", ModelTask.OTHER));
        serve(add("acme/chat", ModelTask.CHAT));

        assertThat(call.curl(PortalTest.ACME))
                .hasValueSatisfying(curl -> assertThat(curl).contains("\"model\": \"acme/chat\""));
    }

    @Test
    void aLimitedKeyCallsWhatItMay() {
        addMany(190);
        serve(add("acme/m001", ModelTask.CHAT));
        var only = add("acme/m185", ModelTask.CHAT);
        var secret = KeySecret.random();

        assertThat(call.curl(PortalTest.ACME, Set.of(only.id()), secret))
                .hasValueSatisfying(curl -> assertThat(curl).contains("\"model\": \"acme/m185\"", secret.spelled()));
    }

    @Test
    void whoMayCallNothingHasNoCall() {
        shelf.add("globex/secret", PortalTest.GLOBEX.id(), Visibility.PRIVATE, ModelTask.CHAT);

        assertThat(call.curl(PortalTest.ACME)).isEmpty();
    }

    private void addMany(int models) {
        for (var number = 0; number < models; number++) {
            add("acme/m%03d".formatted(number), ModelTask.CHAT);
        }
    }

    private CallableModel add(String path, ModelTask task) {
        return shelf.add(path, PortalTest.ACME.id(), Visibility.PRIVATE, task);
    }

    private void serve(CallableModel model) {
        shelf.price(model, "USD", Map.of(Meter.INPUT_TOKENS, 20_000L));
        shelf.serve(model, new Served("vLLM", 1, 1, ReplicaState.READY, "", null));
    }
}

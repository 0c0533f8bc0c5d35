package dev.atrium.shared;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.shared.ModelName.Selector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelNameTest {

    @Test
    void readsANameWithoutVersion() {
        assertThat(ModelName.parse("acme/minilm"))
                .contains(new ModelName(new Slug("acme"), new Slug("minilm"), new Selector.Default()));
    }

    @Test
    void readsANumberedVersion() {
        assertThat(ModelName.parse("acme/minilm@v12").orElseThrow().selector()).isEqualTo(new Selector.Numbered(12));
    }

    @Test
    void readsAnAlias() {
        assertThat(ModelName.parse("acme/minilm:staging").orElseThrow().selector())
                .isEqualTo(new Selector.Alias(new Slug("staging")));
    }

    @Test
    void foldsUpperCase() {
        assertThat(ModelName.parse("Acme/MiniLM:Production").orElseThrow()).hasToString("acme/minilm:production");
    }

    @ParameterizedTest
    @ValueSource(strings = {"acme/minilm", "acme/minilm@v1", "a/b:c", "acme-2/all-minilm-l6-v2"})
    void printsWhatItRead(String text) {
        assertThat(ModelName.parse(text).orElseThrow()).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "acme",
                "acme/",
                "/minilm",
                "acme/mini lm",
                "acme/minilm@",
                "acme/minilm@3",
                "acme/minilm@v",
                "acme/minilm@v0",
                "acme/minilm@v-1",
                "acme/minilm@v+1",
                "acme/minilm@v01",
                "acme/minilm@v99999999999",
                "acme/minilm:",
                "acme/mini/lm",
                "../etc/passwd",
                "acme/-x",
                "acme/x-",
                "acme/x@v1:y",
                "acme/\u0000"
            })
    void refusesWhatIsNoName(String text) {
        assertThat(ModelName.parse(text)).isEmpty();
    }
}

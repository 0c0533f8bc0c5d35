package dev.atrium.pool;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ReasonTest {

    @ParameterizedTest
    @EnumSource
    void isRecognizedByItsWords(Reason.Kind kind) {
        var words = kind.words("gpu-1 of (all)", "2031-05-06T07:08:09Z");

        assertThat(Reason.of(words))
                .hasValueSatisfying(reason -> assertThat(reason.kind()).isEqualTo(kind))
                .hasValueSatisfying(reason ->
                        assertThat(kind.words(reason.about().toArray())).isEqualTo(words));
    }

    @Test
    void tellsWhatItIsAbout() {
        assertThat(Reason.of("model.onnx cannot be used.\nExport it again. It is tried again at 2031-05-06T07:08:09Z."))
                .contains(new Reason(
                        Reason.Kind.TRIED_AGAIN,
                        List.of("model.onnx cannot be used.\nExport it again.", "2031-05-06T07:08:09Z")));
        assertThat(Reason.Kind.NO_WORKER.code()).isEqualTo("no-worker");
    }

    @Test
    void leavesTheWordsOfWorkersAlone() {
        assertThat(Reason.of("config.json is missing. Publish it next to the graph."))
                .isEmpty();
        assertThat(Reason.of("")).isEmpty();
    }
}

package dev.atrium.api.management;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.atrium.shared.ProblemException;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class PageTest {

    private static final List<String> ALL = List.of("a", "b", "c");

    @Test
    void endsWhereTheListEnds() {
        assertThat(Page.of(ALL, 3, Function.identity())).isEqualTo(new Page<>(ALL, null));
    }

    @Test
    void namesTheNextPageWhereMoreCame() {
        assertThat(Page.of(ALL, 2, Function.identity())).isEqualTo(new Page<>(List.of("a", "b"), "b"));
    }

    @Test
    void cutsAfterTheCursor() {
        assertThat(Page.cut(ALL, "a", 1, Function.identity())).isEqualTo(new Page<>(List.of("b"), "b"));
        assertThat(Page.cut(ALL, "c", 1, Function.identity())).isEqualTo(new Page<>(List.of(), null));
    }

    @Test
    void boundsItsSize() {
        assertThat(Page.limit(1_000)).isEqualTo(1_000);
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> Page.limit(1_001))
                .withMessage("limit: 1001 (expected: 1 to 1000)");
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> Page.limit(0))
                .withMessage("limit: 0 (expected: 1 to 1000)");
    }
}

package dev.atrium.tenancy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SlugOfNameTest {

    @Test
    void foldsLettersAndJoinsTheRest() {
        assertThat(SlugOfName.of("  Zoë O'Hara-Müller ").value()).isEqualTo("zoe-o-hara-muller");
    }

    @Test
    void isCutWithoutADashAtTheEnd() {
        assertThat(SlugOfName.of("a".repeat(39) + " b").value()).isEqualTo("a".repeat(39));
    }

    @Test
    void findsANameForThoseWithoutLatinLetters() {
        assertThat(SlugOfName.of("王小明").value()).matches("team-[2-9a-z]{5}");
        assertThat(SlugOfName.of("🎉🎉").value()).matches("team-[2-9a-z]{5}");
    }

    @Test
    void variesByAnEndingThatCountsNobody() {
        assertThat(SlugOfName.varied("Ada").value()).matches("ada-[2-9a-z]{5}");
        assertThat(SlugOfName.varied("x".repeat(200)).value()).hasSize(46);
    }
}

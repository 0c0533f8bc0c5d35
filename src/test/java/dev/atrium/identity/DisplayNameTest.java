package dev.atrium.identity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DisplayNameTest {

    @Test
    void takesTheFirstThatShowsSomething() {
        assertThat(DisplayName.of(null, " \u202e ", "ada", "Somebody")).isEqualTo("ada");
    }

    @Test
    void isOneLine() {
        assertThat(DisplayName.of(" Ada\n\tLovelace\u00a0 Byron ")).isEqualTo("Ada Lovelace Byron");
    }

    @Test
    void turnsNoOtherTextAround() {
        assertThat(DisplayName.of("Ada \u202enimda\u2066")).isEqualTo("Ada nimda");
        assertThat(DisplayName.of("عائشة")).isEqualTo("عائشة");
    }

    @Test
    void cutsBetweenWhatReadersTakeForCharacters() {
        var family = "👩‍👩‍👧‍👦";

        var cut = DisplayName.of(family.repeat(200));

        assertThat(cut).isEqualTo(family.repeat(80 / family.length()));
    }

    @Test
    void dropsHalvesOfCharacters() {
        assertThat(DisplayName.of("A\ud83d B")).isEqualTo("A B");
    }
}

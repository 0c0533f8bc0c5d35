package dev.atrium.worker;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BodyBudgetTest {

    private final BodyBudget budget = new BodyBudget(100);

    @Test
    void givesWhatItHas() {
        assertThat(budget.take(60)).isTrue();
        assertThat(budget.take(41)).isFalse();
        assertThat(budget.take(40)).isTrue();
    }

    @Test
    void canBeUsedAgain() {
        budget.take(100);

        budget.giveBack(100);

        assertThat(budget.take(100)).isTrue();
    }

    @Test
    void letsOneThroughThatIsLargerThanAll() {
        assertThat(budget.take(1000)).isTrue();
        assertThat(budget.take(1)).isFalse();
    }
}

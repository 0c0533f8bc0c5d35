package dev.atrium.worker;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class RunCostTest {

    @Test
    void readsHowManyHeadsAndHowWideAModelIs() {
        var cost = of("{\"num_attention_heads\": 12, \"hidden_size\": 384, \"intermediate_size\": 1536}");

        assertThat(cost).isEqualTo(new RunCost(3 * 12 * 4, (8 * 384 + 2 * 1536) * 4));
        assertThat(cost.bytes(2, 100)).isEqualTo(2 * 100 * (100 * 144 + 24_576));
    }

    @Test
    void supposesALargeModelWhereTheFileIsSilent() {
        assertThat(of("{}")).isEqualTo(of("{\"n_heads\": 16, \"dim\": 1024, \"hidden_dim\": 4096}"));
    }

    @Test
    void findsTheLongestInputThatFits() {
        var cost = new RunCost(10, 100);

        assertThat(cost.longest(cost.bytes(1, 700), 1000)).isEqualTo(700);
        assertThat(cost.longest(cost.bytes(1, 700) - 1, 1000)).isEqualTo(699);
        assertThat(cost.longest(Long.MAX_VALUE, 1000)).isEqualTo(1000);
        assertThat(cost.longest(0, 1000)).isEqualTo(1);
    }

    @Test
    void absurdNumbersOfAFileOverflowNothing() {
        var cost = of("{\"num_attention_heads\": 2000000000, \"hidden_size\": 2000000000}");

        assertThat(cost.bytes(1, 1 << 20)).isPositive();
    }

    private static RunCost of(String config) {
        return RunCost.of(JsonMapper.shared().readTree(config));
    }
}

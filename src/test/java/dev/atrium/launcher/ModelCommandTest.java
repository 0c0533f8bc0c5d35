package dev.atrium.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ModelCommandTest {

    @Test
    void readsPricesByMeter() {
        assertThat(ModelCommand.prices("input_tokens=0.02, output_tokens=1"))
                .containsEntry("input_tokens", "0.02")
                .containsEntry("output_tokens", "1")
                .hasSize(2);
    }

    @Test
    void refusesPriceThatIsNoDecimal() {
        assertThatThrownBy(() -> ModelCommand.prices("input_tokens=-1"))
                .isInstanceOf(CommandException.class)
                .hasMessage(
                        "--price: 'input_tokens=-1' (expected: a meter and its price per million, such as input_tokens=0.02)");
    }
}

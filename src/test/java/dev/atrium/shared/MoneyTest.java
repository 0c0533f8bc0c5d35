package dev.atrium.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Currency;
import org.junit.jupiter.api.Test;

class MoneyTest {

    private static final Currency USD = Currency.getInstance("USD");
    private static final Currency EUR = Currency.getInstance("EUR");

    @Test
    void printsEachPicoUnitAndNoTrailingZeros() {
        assertThat(new Money(180_000, USD).toDecimal()).isEqualTo("0.00000018");
        assertThat(new Money(1_000_000_000_001L, USD).toDecimal()).isEqualTo("1.000000000001");
        assertThat(Money.zero(USD).toDecimal()).isEqualTo("0");
    }

    @Test
    void addsExactly() {
        assertThat(new Money(1, USD).plus(new Money(Long.MAX_VALUE - 1, USD)))
                .isEqualTo(new Money(Long.MAX_VALUE, USD));
    }

    @Test
    void refusesToOverflow() {
        assertThatExceptionOfType(ArithmeticException.class)
                .isThrownBy(() -> new Money(1, USD).plus(new Money(Long.MAX_VALUE, USD)));
    }

    @Test
    void refusesToAddCurrencies() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Money(1, USD).plus(new Money(1, EUR)))
                .withMessage("currency: EUR (expected: USD)");
    }
}

package dev.atrium.portal.kit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.shared.Money;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Currency;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class FormatsTest {

    private static final Currency USD = Currency.getInstance("USD");
    private static final Currency JPY = Currency.getInstance("JPY");
    private static final Instant TIME = Instant.parse("2031-05-06T23:08:09Z");

    private final Formats english = new Formats(Locale.ENGLISH, ZoneId.of("UTC"));
    private final Formats chinese = new Formats(Locale.SIMPLIFIED_CHINESE, ZoneId.of("Asia/Shanghai"));

    @Test
    void writesEachPicoUnitOfMoney() {
        assertThat(english.money(new Money(1, USD))).isEqualTo("$0.000000000001");
        assertThat(english.money(new Money(Long.MAX_VALUE, USD))).isEqualTo("$9,223,372.036854775807");
        assertThat(english.money(new Money(Long.MIN_VALUE, USD))).isEqualTo("-$9,223,372.036854775808");
    }

    @Test
    void writesAtLeastTheDigitsOfTheCurrency() {
        assertThat(english.money(new Money(1_500_000_000_000L, USD))).isEqualTo("$1.50");
        assertThat(english.money(Money.zero(USD))).isEqualTo("$0.00");
        assertThat(english.money(new Money(3_000_000_000_000L, JPY))).isEqualTo("¥3");
        assertThat(chinese.money(new Money(1_500_000_000_000L, USD))).isEqualTo("US$1.50");
    }

    @Test
    void writesTimesWhereTheReaderIs() {
        assertThat(english.time(TIME)).isEqualTo("May 6, 2031, 11:08\u202fPM");
        assertThat(chinese.time(TIME)).isEqualTo("2031年5月7日 07:08");
        assertThat(english.day(TIME)).isEqualTo("May 6, 2031");
        assertThat(chinese.day(TIME)).isEqualTo("2031年5月7日");
    }

    @Test
    void writesDurationsInTheirLargestUnits() {
        assertThat(english.duration(Duration.ZERO)).isEqualTo("0 ms");
        assertThat(english.duration(Duration.ofMillis(999))).isEqualTo("999 ms");
        assertThat(english.duration(Duration.ofSeconds(1))).isEqualTo("1.0 s");
        assertThat(english.duration(Duration.ofMillis(59_999))).isEqualTo("59.9 s");
        assertThat(english.duration(Duration.ofSeconds(185))).isEqualTo("3 min 5 s");
        assertThat(english.duration(Duration.ofMinutes(124))).isEqualTo("2 h 4 min");
        assertThat(english.duration(Duration.ofHours(52))).isEqualTo("2 d 4 h");
        assertThat(english.duration(Duration.ofMillis(-1_500))).isEqualTo("-1.5 s");
    }

    @Test
    void writesNumbersWithGroups() {
        assertThat(english.number(1_234_567)).isEqualTo("1,234,567");
        assertThat(chinese.number(-1_234_567)).isEqualTo("-1,234,567");
    }

    @Test
    void writesSizesInTheirLargestUnit() {
        assertThat(english.bytes(0)).isEqualTo("0 B");
        assertThat(english.bytes(999)).isEqualTo("999 B");
        assertThat(english.bytes(1_000)).isEqualTo("1.0 kB");
        assertThat(english.bytes(999_999)).isEqualTo("999.9 kB");
        assertThat(english.bytes(462_800_000)).isEqualTo("462.8 MB");
        assertThat(english.bytes(Long.MAX_VALUE)).isEqualTo("9.2 EB");
    }

    @Test
    void writesSharesInPercent() {
        assertThat(english.percent(0.0213)).isEqualTo("2.1%");
        assertThat(english.percent(1)).isEqualTo("100%");
    }
}

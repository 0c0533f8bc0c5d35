package dev.atrium.api.management;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.atrium.pricing.Meter;
import dev.atrium.shared.ProblemException;
import java.util.Currency;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

class PriceListTest {

    private static final Currency USD = Currency.getInstance("USD");
    private static final Currency EUR = Currency.getInstance("EUR");

    @Test
    void readsPricesInTheOwnersCurrency() {
        assertThat(read("{\"input_tokens\":\"0.02\",\"output_tokens\":0.6}"))
                .isEqualTo(Map.of(USD, Map.of(Meter.INPUT_TOKENS, 20_000L, Meter.OUTPUT_TOKENS, 600_000L)));
    }

    @Test
    void readsPricesByCurrency() {
        assertThat(read("{\"USD\":{\"input_tokens\":0.02},\"EUR\":{\"input_tokens\":0}}"))
                .isEqualTo(Map.of(USD, Map.of(Meter.INPUT_TOKENS, 20_000L), EUR, Map.of(Meter.INPUT_TOKENS, 0L)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"input_tokens":"-1"}         | prices.input_tokens: -1 (expected: >= 0)
            {"input_tokens":"cheap"}      | prices.input_tokens: 'cheap' (expected: a price per million, such as 0.02)
            {"input_tokens":true}         | prices.input_tokens: '' (expected: a price per million, such as 0.02)
            {"input_tokens":"0.0000001"}  | prices.input_tokens: 0.0000001 (expected: at most 6 digits after the point, and below nine trillion)
            {"words":"1"}                 | meter: 'words' (expected: input_tokens, output_tokens or requests)
            {"XYZ":{"input_tokens":"1"}}  | currency: 'XYZ' (expected: a code of ISO 4217)
            {}                            | prices: (expected: an object of prices by meter, or of such objects by currency)
            """)
    void namesWhatIsWrong(String prices, String message) {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> read(prices))
                .withMessage(message);
    }

    private static Map<Currency, Map<Meter, Long>> read(String prices) {
        return PriceList.read(JsonMapper.builder().build().readTree(prices), USD);
    }
}

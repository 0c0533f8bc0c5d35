package dev.atrium.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UsageWishTest {

    private static final String BODY = "{\"model\":\"a/b\",\"prompt\":\"\u00e4\u6f22\",%s\"stream\":true}";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "\"stream_options\":null, | \"stream_options\":{\"include_usage\":true},",
                "\"stream_options\" : {} , | \"stream_options\" : {\"include_usage\":true} ,",
                "\"stream_options\":{\"x\":[1]}, | \"stream_options\":{\"include_usage\":true,\"x\":[1]},",
                "\"stream_options\":{\"x\":1,\"include_usage\": false}, | \"stream_options\":{\"x\":1,\"include_usage\": true},",
                "\"stream_options\":{\"include_usage\":null}, | \"stream_options\":{\"include_usage\":true},",
                "\"stream_options\":{\"include_usage\":true}, | \"stream_options\":{\"include_usage\":true},",
            })
    void asksForUsageInTheOptionsThatAreThere(String sent, String passedOn) {
        assertThat(passedOn(BODY.formatted(sent), StandardCharsets.UTF_8)).isEqualTo(BODY.formatted(passedOn));
    }

    @Test
    void asksForUsageWhereThereAreNoOptions() {
        assertThat(passedOn(" \n" + BODY.formatted(""), StandardCharsets.UTF_8))
                .isEqualTo(" \n{\"stream_options\":{\"include_usage\":true},"
                        + BODY.formatted("").substring(1));
    }

    @Test
    void leavesABodyAloneThatIsNotStreamed() {
        var body = BODY.formatted("").replace("true", "false");

        assertThat(passedOn(body, StandardCharsets.UTF_8)).isEqualTo(body);
    }

    @Test
    void leavesABodyAloneInAnotherEncoding() {
        for (var charset : new Charset[] {StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE}) {
            for (var options : new String[] {"", "\"stream_options\":null,"}) {
                assertThat(passedOn(BODY.formatted(options), charset)).isEqualTo(BODY.formatted(options));
            }
        }
    }

    private static String passedOn(String body, Charset charset) {
        var bytes = body.getBytes(charset);
        return new String(AskReader.read(MeteredEndpoint.COMPLETIONS, bytes).forEngine(bytes), charset);
    }
}

package dev.atrium.api.workers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RangeStartTest {

    private static final String ETAG = "\"abc\"";

    @Test
    void readsTheFormThatResumes() {
        assertThat(RangeStart.of("bytes=0-", null, ETAG)).isEqualTo(OptionalLong.of(0));
        assertThat(RangeStart.of("bytes=999999999999999999-", ETAG, ETAG))
                .isEqualTo(OptionalLong.of(999999999999999999L));
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=1-2", "bytes=-5", "bytes=1-,3-", "bytes=9999999999999999999-", "lines=1-", ""})
    void anyOtherFormMeansTheWhole(String range) {
        assertThat(RangeStart.of(range, null, ETAG)).isEmpty();
    }

    @Test
    void theWholeWhenTheFileIsAnother() {
        assertThat(RangeStart.of("bytes=5-", "\"other\"", ETAG)).isEmpty();
        assertThat(RangeStart.of(null, null, ETAG)).isEmpty();
    }
}

package dev.atrium.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class IdTest {

    private static final UUID VALUE = UUID.fromString("0197f3c0-a1b2-7c3d-8e4f-5a6b7c8d9e0f");

    @Test
    void printsItsKind() {
        assertThat(new ApiKeyId(VALUE)).hasToString("key_0197f3c0a1b27c3d8e4f5a6b7c8d9e0f");
    }

    @Test
    void readsWhatItPrinted() {
        var id = TenantId.next();

        assertThat(TenantId.parse(id.toString())).isEqualTo(id);
    }

    @Test
    void refusesTheIdOfAnotherKind() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TenantId.parse("key_0197f3c0a1b27c3d8e4f5a6b7c8d9e0f"))
                .withMessage("id: 'key_0197f3c0a1b27c3d8e4f5a6b7c8d9e0f' (expected: it starts with 'org_')");
    }

    @Test
    void standsInJsonAsItsText() {
        var mapper = JsonMapper.shared();
        var id = new WorkerId(VALUE);

        assertThat(mapper.writeValueAsString(id)).isEqualTo("\"wrk_0197f3c0a1b27c3d8e4f5a6b7c8d9e0f\"");
        assertThat(mapper.readValue(mapper.writeValueAsString(id), WorkerId.class))
                .isEqualTo(id);
    }

    @Test
    void carriesTheTimeOfItsMaking() {
        var before = Instant.now().minusMillis(1);

        var id = UsageEventId.next();

        assertThat(Uuids.timeOf(id.value())).isBetween(before, before.plus(Duration.ofMinutes(1)));
    }

    @Test
    void sortsByTimeAsBytes() {
        var earlier = Uuids.next();
        var later = Uuids.next();

        assertThat(Uuids.toHex(earlier)).isLessThan(Uuids.toHex(later));
        assertThat(Uuids.fromBytes(Uuids.toBytes(later))).isEqualTo(later);
    }
}

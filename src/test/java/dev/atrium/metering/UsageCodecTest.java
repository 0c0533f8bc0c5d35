package dev.atrium.metering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.atrium.shared.DeploymentId;
import dev.atrium.shared.GrantId;
import dev.atrium.shared.JournalId;
import dev.atrium.shared.LeaseId;
import dev.atrium.shared.PersonId;
import dev.atrium.shared.PriceVersionId;
import dev.atrium.shared.ProjectId;
import dev.atrium.shared.RepositoryId;
import dev.atrium.shared.RequestId;
import dev.atrium.shared.TenantId;
import dev.atrium.shared.UsageEventId;
import dev.atrium.shared.VersionId;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class UsageCodecTest {

    private static final JournalId JOURNAL = JournalId.next();

    private final Usages usages = new Usages();
    private final ByteBuffer buffer = ByteBuffer.allocate(4062);

    @Test
    void readsBackEveryField() {
        var usage = usages.completed(17, 230);

        assertThat(writtenAndRead(usage)).isEqualTo(usage);
    }

    @Test
    void readsBackWhatIsUsuallyAbsent() {
        var usage = new Usage(
                RequestId.next(),
                TenantId.next(),
                ProjectId.next(),
                null,
                PersonId.next(),
                TenantId.next(),
                GrantId.next(),
                RepositoryId.next(),
                VersionId.next(),
                "acme/größe",
                DeploymentId.next(),
                null,
                "/v1/embeddings",
                UsageSource.EVALUATION,
                false,
                UsageStatus.REFUSED,
                null,
                "too_long",
                Instant.parse("1999-12-31T23:59:59.000001Z"),
                null,
                Duration.ofNanos(1),
                Usages.USD,
                PriceVersionId.next(),
                0,
                LeaseId.next(),
                null,
                UsageEventId.next(),
                List.of(),
                null);

        assertThat(writtenAndRead(usage)).isEqualTo(usage);
    }

    @Test
    void holdsTheLongestTextsThatColumnsTake() {
        var usage = usages.with(UsageStatus.COMPLETED, "你".repeat(200), List.of());

        assertThat(writtenAndRead(usage)).isEqualTo(usage);
        assertThat(buffer.limit()).isLessThan(1500);
    }

    @Test
    void tellsTheTimeOfAnEventWithoutReadingIt() {
        var id = UsageEventId.next();
        UsageCodec.encode(id, usages.failed(), buffer);

        assertThat(UsageCodec.timeOf(buffer.flip())).isEqualTo(new UsageEvent(id, JOURNAL, 1, usages.failed()).at());
    }

    @Test
    void refusesRecordsOfALaterVersion() {
        buffer.put((byte) 3).flip();

        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> UsageCodec.decode(JOURNAL, 1, buffer))
                .withMessage("version: 3 (expected: 1 to 2)");
    }

    /** A gateway that was stopped before it was renewed may have left some. */
    @Test
    void readsRecordsOfTheFirstVersion() {
        var usage = usages.completed(17, 230);
        UsageCodec.encode(UsageEventId.next(), usage, buffer);
        var first = buffer.flip().limit(buffer.limit() - 1 - Long.BYTES).put(0, (byte) 1);

        var read = UsageCodec.decode(JOURNAL, 1, first).usage();

        assertThat(read.queued()).isNull();
        assertThat(read).usingRecursiveComparison().ignoringFields("queued").isEqualTo(usage);
    }

    private Usage writtenAndRead(Usage usage) {
        UsageCodec.encode(UsageEventId.next(), usage, buffer);
        return UsageCodec.decode(JOURNAL, 1, buffer.flip()).usage();
    }
}

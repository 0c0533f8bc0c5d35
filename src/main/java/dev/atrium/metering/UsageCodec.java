package dev.atrium.metering;

import dev.atrium.pricing.Meter;
import dev.atrium.shared.ApiKeyId;
import dev.atrium.shared.DeploymentId;
import dev.atrium.shared.GrantId;
import dev.atrium.shared.JournalId;
import dev.atrium.shared.LeaseId;
import dev.atrium.shared.PersonId;
import dev.atrium.shared.PriceVersionId;
import dev.atrium.shared.ProjectId;
import dev.atrium.shared.ReplicaId;
import dev.atrium.shared.RepositoryId;
import dev.atrium.shared.RequestId;
import dev.atrium.shared.TenantId;
import dev.atrium.shared.UsageEventId;
import dev.atrium.shared.Uuids;
import dev.atrium.shared.VersionId;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How a usage event stands in a {@code Produced} record: a version, the event's id, then the fields of
 * {@link Usage} in their order. A later version appends fields at the end, so that it still reads older ones.
 */
final class UsageCodec {

    private static final int VERSION = 2;

    /** The first version that tells how long a call was queued. */
    private static final int WITH_QUEUE = 2;

    private UsageCodec() {}

    static void encode(UsageEventId id, Usage usage, ByteBuffer buffer) {
        var to = new PayloadWriter(buffer);
        to.small(VERSION);
        to.id(id);
        encodeParties(usage, to);
        encodeOutcome(usage, to);
        encodeMoney(usage, to);
        to.numberOrNull(usage.queued() == null ? null : usage.queued().toNanos());
    }

    private static void encodeParties(Usage usage, PayloadWriter to) {
        to.id(usage.request());
        to.id(usage.payer());
        to.id(usage.project());
        to.idOrNull(usage.key());
        to.idOrNull(usage.person());
        to.id(usage.publisher());
        to.idOrNull(usage.grant());
        to.id(usage.model());
        to.id(usage.version());
        to.text(usage.alias());
        to.idOrNull(usage.deployment());
        to.idOrNull(usage.replica());
        to.text(usage.endpoint());
        to.text(usage.source().name());
    }

    private static void encodeOutcome(Usage usage, PayloadWriter to) {
        to.flag(usage.streamed());
        to.text(usage.status().name());
        to.textOrNull(usage.finishReason());
        to.textOrNull(usage.errorCode());
        to.number(ChronoUnit.MICROS.between(Instant.EPOCH, usage.acceptedAt()));
        to.numberOrNull(usage.firstToken() == null ? null : usage.firstToken().toNanos());
        to.number(usage.duration().toNanos());
    }

    private static void encodeMoney(Usage usage, PayloadWriter to) {
        to.text(usage.currency().getCurrencyCode());
        to.id(usage.priceVersion());
        to.number(usage.amountPico());
        to.idOrNull(usage.lease());
        to.textOrNull(usage.clientRequestId());
        to.idOrNull(usage.corrects());
        to.small(usage.lines().size());
        for (var line : usage.lines()) {
            to.text(line.meter().key());
            to.number(line.quantity());
            to.number(line.picoPerUnit());
            to.number(line.amountPico());
            to.flag(line.exact());
        }
    }

    /** @throws IllegalArgumentException if the record is of a version that this program does not know */
    static UsageEvent decode(JournalId journal, long sequence, ByteBuffer payload) {
        var from = new PayloadReader(payload);
        var version = from.small();
        if (version < 1 || version > VERSION) {
            throw new IllegalArgumentException("version: %d (expected: 1 to %d)".formatted(version, VERSION));
        }
        return new UsageEvent(from.id(UsageEventId::new), journal, sequence, usage(from, version));
    }

    /** When the event of a record was, without reading all of it. */
    static Instant timeOf(ByteBuffer payload) {
        return Uuids.timeOf(new UUID(payload.getLong(1), payload.getLong(1 + Long.BYTES)));
    }

    private static Usage usage(PayloadReader from, int version) {
        // Java evaluates arguments from left to right: the order of the components is that of the record.
        return new Usage(
                from.id(RequestId::new),
                from.id(TenantId::new),
                from.id(ProjectId::new),
                from.idOrNull(ApiKeyId::new),
                from.idOrNull(PersonId::new),
                from.id(TenantId::new),
                from.idOrNull(GrantId::new),
                from.id(RepositoryId::new),
                from.id(VersionId::new),
                from.text(),
                from.idOrNull(DeploymentId::new),
                from.idOrNull(ReplicaId::new),
                from.text(),
                UsageSource.valueOf(from.text()),
                from.flag(),
                UsageStatus.valueOf(from.text()),
                from.textOrNull(),
                from.textOrNull(),
                Instant.EPOCH.plus(from.number(), ChronoUnit.MICROS),
                durationOrNull(from.numberOrNull()),
                Duration.ofNanos(from.number()),
                Currency.getInstance(from.text()),
                from.id(PriceVersionId::new),
                from.number(),
                from.idOrNull(LeaseId::new),
                from.textOrNull(),
                from.idOrNull(UsageEventId::new),
                lines(from),
                version < WITH_QUEUE ? null : durationOrNull(from.numberOrNull()));
    }

    private static @Nullable Duration durationOrNull(@Nullable Long nanos) {
        return nanos == null ? null : Duration.ofNanos(nanos);
    }

    private static List<UsageLine> lines(PayloadReader from) {
        var count = from.small();
        var lines = new ArrayList<UsageLine>(count);
        for (var i = 0; i < count; i++) {
            lines.add(
                    new UsageLine(Meter.ofKey(from.text()), from.number(), from.number(), from.number(), from.flag()));
        }
        return lines;
    }
}

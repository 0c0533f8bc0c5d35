package dev.atrium.portal.usage;

import dev.atrium.metering.Usage;
import dev.atrium.metering.UsageEvent;
import dev.atrium.metering.UsageLine;
import dev.atrium.metering.UsageSource;
import dev.atrium.metering.UsageStatus;
import dev.atrium.pricing.Meter;
import dev.atrium.shared.ApiKeyId;
import dev.atrium.shared.JournalId;
import dev.atrium.shared.PersonId;
import dev.atrium.shared.PriceVersionId;
import dev.atrium.shared.ReplicaId;
import dev.atrium.shared.RepositoryId;
import dev.atrium.shared.RequestId;
import dev.atrium.shared.UsageEventId;
import dev.atrium.shared.VersionId;
import dev.atrium.tenancy.Tenant;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Calls as gateways record them. */
final class SomeCalls {

    static final RepositoryId MODEL = RepositoryId.next();
    static final VersionId VERSION = VersionId.next();
    static final ApiKeyId KEY = ApiKeyId.next();

    static final ReplicaId REPLICA = ReplicaId.next();

    private SomeCalls() {}

    /** An answer of a chat model: tokens at 20,000 pico in and 60,000 out. */
    static UsageEvent completed(Tenant payer, String at, long input, long output) {
        return event(
                payer,
                payer,
                VERSION,
                at,
                KEY,
                null,
                UsageStatus.COMPLETED,
                null,
                List.of(
                        new UsageLine(Meter.INPUT_TOKENS, input, 20_000, input * 20_000, true),
                        new UsageLine(Meter.OUTPUT_TOKENS, output, 60_000, output * 60_000, false)));
    }

    static UsageEvent failed(Tenant payer, String at, String code) {
        return event(payer, payer, VERSION, at, KEY, null, UsageStatus.FAILED, code, List.of());
    }

    /** Somebody in the playground. */
    static UsageEvent by(PersonId person, Tenant payer, String at) {
        return event(payer, payer, VERSION, at, null, person, UsageStatus.COMPLETED, null, List.of());
    }

    /** A version of some organization. */
    static UsageEvent served(Tenant payer, Tenant publisher, VersionId version) {
        return event(
                payer, publisher, version, "2031-05-06T11:00:00Z", KEY, null, UsageStatus.COMPLETED, null, List.of());
    }

    private static UsageEvent event(
            Tenant payer,
            Tenant publisher,
            VersionId version,
            String at,
            @Nullable ApiKeyId key,
            @Nullable PersonId person,
            UsageStatus status,
            @Nullable String code,
            List<UsageLine> lines) {
        var time = Instant.parse(at);
        var usage = new Usage(
                RequestId.next(),
                payer.id(),
                payer.defaultProject(),
                key,
                person,
                publisher.id(),
                null,
                MODEL,
                version,
                "acme/tiny",
                null,
                REPLICA,
                "/v1/chat/completions",
                key == null ? UsageSource.PLAYGROUND : UsageSource.API,
                true,
                status,
                code == null ? "stop" : null,
                code,
                time,
                code == null ? Duration.ofMillis(120) : null,
                Duration.ofMillis(1_500),
                payer.currency(),
                PriceVersionId.next(),
                lines.stream().mapToLong(UsageLine::amountPico).sum(),
                null,
                null,
                null,
                lines,
                code == null ? Duration.ofMillis(40) : null);
        var id = new UUID(
                (time.toEpochMilli() << 16) | 0x7000L, UUID.randomUUID().getLeastSignificantBits());
        return new UsageEvent(new UsageEventId(id), JournalId.next(), 1, usage);
    }
}

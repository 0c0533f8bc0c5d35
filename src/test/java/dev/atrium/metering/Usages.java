package dev.atrium.metering;

import dev.atrium.pricing.Meter;
import dev.atrium.shared.ApiKeyId;
import dev.atrium.shared.DeploymentId;
import dev.atrium.shared.PersonId;
import dev.atrium.shared.PriceVersionId;
import dev.atrium.shared.ProjectId;
import dev.atrium.shared.ReplicaId;
import dev.atrium.shared.RepositoryId;
import dev.atrium.shared.RequestId;
import dev.atrium.shared.TenantId;
import dev.atrium.shared.VersionId;
import java.time.Duration;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What requests of one made-up organization used. */
final class Usages {

    static final Currency USD = Currency.getInstance("USD");

    private static final Instant ACCEPTED = Instant.parse("2026-11-23T10:15:30.123456Z");

    final TenantId payer = TenantId.next();
    final TenantId publisher = TenantId.next();
    private final ProjectId project = ProjectId.next();
    final RepositoryId model = RepositoryId.next();
    private final VersionId version = VersionId.next();
    private final PriceVersionId price = PriceVersionId.next();
    final ApiKeyId key = ApiKeyId.next();

    /** A completed answer: so many tokens in at 20,000 pico, and so many out at 60,000. */
    Usage completed(long input, long output) {
        return with(
                UsageStatus.COMPLETED,
                "acme/minilm",
                List.of(
                        new UsageLine(Meter.INPUT_TOKENS, input, 20_000, input * 20_000, true),
                        new UsageLine(Meter.OUTPUT_TOKENS, output, 60_000, output * 60_000, false)));
    }

    /** An answer that failed after admission. */
    Usage failed() {
        return with(UsageStatus.FAILED, "acme/minilm", List.of());
    }

    /** What no column can hold, so that MySQL refuses it. */
    Usage refusedByMySql() {
        return with(UsageStatus.COMPLETED, "a".repeat(201), List.of());
    }

    /** The same without the key, by a person in the playground. */
    Usage by(PersonId person, Usage usage) {
        return copy(usage.request(), null, person, UsageSource.PLAYGROUND, usage);
    }

    /** The same under another request's id. */
    Usage as(RequestId request, Usage usage) {
        return copy(request, usage.key(), usage.person(), usage.source(), usage);
    }

    private static Usage copy(
            RequestId request, @Nullable ApiKeyId key, @Nullable PersonId person, UsageSource source, Usage usage) {
        return new Usage(
                request,
                usage.payer(),
                usage.project(),
                key,
                person,
                usage.publisher(),
                usage.grant(),
                usage.model(),
                usage.version(),
                usage.alias(),
                usage.deployment(),
                usage.replica(),
                usage.endpoint(),
                source,
                usage.streamed(),
                usage.status(),
                usage.finishReason(),
                usage.errorCode(),
                usage.acceptedAt(),
                usage.firstToken(),
                usage.duration(),
                usage.currency(),
                usage.priceVersion(),
                usage.amountPico(),
                usage.lease(),
                usage.clientRequestId(),
                usage.corrects(),
                usage.lines(),
                usage.queued());
    }

    Usage with(UsageStatus status, String alias, List<UsageLine> lines) {
        return new Usage(
                RequestId.next(),
                payer,
                project,
                key,
                null,
                publisher,
                null,
                model,
                version,
                alias,
                DeploymentId.next(),
                ReplicaId.next(),
                "/v1/embeddings",
                UsageSource.API,
                true,
                status,
                "stop",
                status == UsageStatus.FAILED ? "engine_gone" : null,
                ACCEPTED,
                Duration.ofMillis(3),
                Duration.ofMillis(20),
                USD,
                price,
                lines.stream().mapToLong(UsageLine::amountPico).sum(),
                null,
                "caller-1",
                null,
                lines,
                Duration.ofNanos(1_500_000));
    }
}

package dev.atrium.metering;

import static java.util.Objects.requireNonNull;

import dev.atrium.shared.ApiKeyId;
import dev.atrium.shared.DeploymentId;
import dev.atrium.shared.GrantId;
import dev.atrium.shared.LeaseId;
import dev.atrium.shared.PersonId;
import dev.atrium.shared.PriceVersionId;
import dev.atrium.shared.ProjectId;
import dev.atrium.shared.ReplicaId;
import dev.atrium.shared.RepositoryId;
import dev.atrium.shared.RequestId;
import dev.atrium.shared.TenantId;
import dev.atrium.shared.UsageEventId;
import dev.atrium.shared.VersionId;
import java.time.Duration;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one admitted request used: the content of a usage event before the journal gives it its id and number.
 *
 * @param request         the request's id, as its caller knows it; made at admission
 * @param payer           the tenant that pays
 * @param key             the key that called, or null for a person's own call
 * @param person          the person who called, or null for a key
 * @param publisher       the tenant that published the model
 * @param grant           the grant that allowed it, or null within one organization or for a public model
 * @param alias           the model name as the caller wrote it
 * @param deployment      null when the request failed before a replica was chosen; likewise {@code replica}
 * @param endpoint        the path called, for example {@code /v1/embeddings}
 * @param finishReason    the engine's word (of the first choice), or null
 * @param errorCode       stable code of the error, or null when there was none
 * @param firstToken      from acceptance to the first byte of content, or null when there was none
 * @param duration        from acceptance to the end
 * @param amountPico      gross list amount in pico-units; the sum of the lines' amounts
 * @param lease           the allowance it was taken from, or null
 * @param clientRequestId what the caller sent as its own request id, or null; never a key of ours
 * @param corrects        the event that this one corrects, or null
 * @param queued          how long the replica that answered let it wait before it computed; null when none answered, or
 *                        it did not tell
 */
public record Usage(
        RequestId request,
        TenantId payer,
        ProjectId project,
        @Nullable ApiKeyId key,
        @Nullable PersonId person,
        TenantId publisher,
        @Nullable GrantId grant,
        RepositoryId model,
        VersionId version,
        String alias,
        @Nullable DeploymentId deployment,
        @Nullable ReplicaId replica,
        String endpoint,
        UsageSource source,
        boolean streamed,
        UsageStatus status,
        @Nullable String finishReason,
        @Nullable String errorCode,
        Instant acceptedAt,
        @Nullable Duration firstToken,
        Duration duration,
        Currency currency,
        PriceVersionId priceVersion,
        long amountPico,
        @Nullable LeaseId lease,
        @Nullable String clientRequestId,
        @Nullable UsageEventId corrects,
        List<UsageLine> lines,
        @Nullable Duration queued) {

    public static final int CLIENT_REQUEST_ID_MAX_LENGTH = 128;

    public Usage {
        requireNonNull(request, "request");
        requireNonNull(payer, "payer");
        requireNonNull(project, "project");
        requireNonNull(publisher, "publisher");
        requireNonNull(model, "model");
        requireNonNull(version, "version");
        requireNonNull(alias, "alias");
        requireNonNull(endpoint, "endpoint");
        requireNonNull(source, "source");
        requireNonNull(status, "status");
        requireNonNull(acceptedAt, "acceptedAt");
        requireNonNull(duration, "duration");
        requireNonNull(currency, "currency");
        requireNonNull(priceVersion, "priceVersion");
        lines = List.copyOf(lines);
        var sum = lines.stream().mapToLong(UsageLine::amountPico).reduce(0, Math::addExact);
        if (sum != amountPico) {
            throw new IllegalArgumentException(
                    "amountPico: %d (expected: %d, the sum of the lines)".formatted(amountPico, sum));
        }
        if (clientRequestId != null && clientRequestId.length() > CLIENT_REQUEST_ID_MAX_LENGTH) {
            throw new IllegalArgumentException("clientRequestId: %d characters (expected: <= %d)"
                    .formatted(clientRequestId.length(), CLIENT_REQUEST_ID_MAX_LENGTH));
        }
    }

    /** The same quantities under another status, not charged. */
    Usage waivedAs(UsageStatus newStatus) {
        return new Usage(
                request,
                payer,
                project,
                key,
                person,
                publisher,
                grant,
                model,
                version,
                alias,
                deployment,
                replica,
                endpoint,
                source,
                streamed,
                newStatus,
                finishReason,
                errorCode,
                acceptedAt,
                firstToken,
                duration,
                currency,
                priceVersion,
                0,
                lease,
                clientRequestId,
                corrects,
                lines.stream().map(UsageLine::waived).toList(),
                queued);
    }
}

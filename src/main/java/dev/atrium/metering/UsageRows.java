package dev.atrium.metering;

import static dev.atrium.cluster.Columns.id;
import static dev.atrium.cluster.Columns.idOrNull;
import static dev.atrium.cluster.Columns.time;
import static dev.atrium.metering.JsonInsert.Type.DAY;
import static dev.atrium.metering.JsonInsert.Type.FLAG;
import static dev.atrium.metering.JsonInsert.Type.ID;
import static dev.atrium.metering.JsonInsert.Type.NUMBER;
import static dev.atrium.metering.JsonInsert.Type.TEXT;
import static dev.atrium.metering.JsonInsert.Type.TIME;

import dev.atrium.cluster.Columns;
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
import dev.atrium.shared.VersionId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Currency;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** How usage events stand in {@code usage_event} and {@code usage_line}. Times are cut to microseconds. */
final class UsageRows {

    /** Takes rows of {@link #eventRow}. */
    static final JsonInsert EVENTS = JsonInsert.into("usage_event")
            .with(DAY, "day")
            .with(ID, "id", "journal_id")
            .with(NUMBER, "sequence")
            .with(ID, "request_id", "payer_id", "project_id", "key_id", "person_id", "publisher_id", "grant_id")
            .with(ID, "model_id", "version_id")
            .with(TEXT, "alias")
            .with(ID, "deployment_id", "replica_id")
            .with(TEXT, "endpoint", "source")
            .with(FLAG, "streamed")
            .with(TEXT, "status", "finish_reason", "error_code")
            .with(TIME, "accepted_at")
            .with(NUMBER, "first_token_micros", "duration_micros")
            .with(TEXT, "currency")
            .with(ID, "price_version_id")
            .with(NUMBER, "amount_pico")
            .with(ID, "lease_id")
            .with(TEXT, "client_request_id")
            .with(ID, "corrects_id")
            .with(NUMBER, "queued_micros");

    /** Takes rows of {@link #lineRow}. */
    static final JsonInsert LINES = JsonInsert.into("usage_line")
            .with(DAY, "day")
            .with(ID, "event_id")
            .with(TEXT, "meter")
            .with(NUMBER, "quantity", "pico_per_unit", "amount_pico")
            .with(FLAG, "exact");

    private UsageRows() {}

    /** The UTC day of an event, which names its partition. */
    static LocalDate dayOf(Instant at) {
        return LocalDate.ofInstant(at, ZoneOffset.UTC);
    }

    static @Nullable Object[] eventRow(UsageEvent event) {
        var usage = event.usage();
        return new @Nullable Object[] {
            dayOf(event.at()),
            id(event.id()),
            id(event.journal()),
            event.sequence(),
            id(usage.request()),
            id(usage.payer()),
            id(usage.project()),
            idOrNull(usage.key()),
            idOrNull(usage.person()),
            id(usage.publisher()),
            idOrNull(usage.grant()),
            id(usage.model()),
            id(usage.version()),
            usage.alias(),
            idOrNull(usage.deployment()),
            idOrNull(usage.replica()),
            usage.endpoint(),
            usage.source().name(),
            usage.streamed(),
            usage.status().name(),
            usage.finishReason(),
            usage.errorCode(),
            time(usage.acceptedAt().truncatedTo(ChronoUnit.MICROS)),
            usage.firstToken() == null ? null : micros(usage.firstToken()),
            micros(usage.duration()),
            usage.currency().getCurrencyCode(),
            id(usage.priceVersion()),
            usage.amountPico(),
            idOrNull(usage.lease()),
            usage.clientRequestId(),
            idOrNull(usage.corrects()),
            usage.queued() == null ? null : micros(usage.queued())
        };
    }

    static Object[] lineRow(UsageEvent event, UsageLine line) {
        return new Object[] {
            dayOf(event.at()),
            id(event.id()),
            line.meter().key(),
            line.quantity(),
            line.picoPerUnit(),
            line.amountPico(),
            line.exact()
        };
    }

    static UsageLine line(ResultSet row) throws SQLException {
        return new UsageLine(
                Meter.ofKey(row.getString("meter")),
                row.getLong("quantity"),
                row.getLong("pico_per_unit"),
                row.getLong("amount_pico"),
                row.getBoolean("exact"));
    }

    static UsageEvent event(ResultSet row, List<UsageLine> lines) throws SQLException {
        return new UsageEvent(
                new UsageEventId(Columns.uuid(row, "id")),
                new JournalId(Columns.uuid(row, "journal_id")),
                row.getLong("sequence"),
                usage(row, lines));
    }

    private static Usage usage(ResultSet row, List<UsageLine> lines) throws SQLException {
        return new Usage(
                new RequestId(Columns.uuid(row, "request_id")),
                new TenantId(Columns.uuid(row, "payer_id")),
                new ProjectId(Columns.uuid(row, "project_id")),
                typedOrNull(row, "key_id", ApiKeyId::new),
                typedOrNull(row, "person_id", PersonId::new),
                new TenantId(Columns.uuid(row, "publisher_id")),
                typedOrNull(row, "grant_id", GrantId::new),
                new RepositoryId(Columns.uuid(row, "model_id")),
                new VersionId(Columns.uuid(row, "version_id")),
                row.getString("alias"),
                typedOrNull(row, "deployment_id", DeploymentId::new),
                typedOrNull(row, "replica_id", ReplicaId::new),
                row.getString("endpoint"),
                UsageSource.valueOf(row.getString("source")),
                row.getBoolean("streamed"),
                UsageStatus.valueOf(row.getString("status")),
                row.getString("finish_reason"),
                row.getString("error_code"),
                Columns.instant(row, "accepted_at"),
                durationOrNull(row, "first_token_micros"),
                Duration.of(row.getLong("duration_micros"), ChronoUnit.MICROS),
                Currency.getInstance(row.getString("currency")),
                new PriceVersionId(Columns.uuid(row, "price_version_id")),
                row.getLong("amount_pico"),
                typedOrNull(row, "lease_id", LeaseId::new),
                row.getString("client_request_id"),
                typedOrNull(row, "corrects_id", UsageEventId::new),
                lines,
                durationOrNull(row, "queued_micros"));
    }

    private static <T> @Nullable T typedOrNull(ResultSet row, String column, Function<UUID, T> type)
            throws SQLException {
        var uuid = Columns.uuidOrNull(row, column);
        return uuid == null ? null : type.apply(uuid);
    }

    private static @Nullable Duration durationOrNull(ResultSet row, String column) throws SQLException {
        var micros = row.getLong(column);
        return row.wasNull() ? null : Duration.of(micros, ChronoUnit.MICROS);
    }

    private static long micros(Duration duration) {
        return duration.toNanos() / 1_000;
    }
}

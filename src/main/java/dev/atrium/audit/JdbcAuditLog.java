package dev.atrium.audit;

import dev.atrium.cluster.Columns;
import dev.atrium.shared.Actor;
import dev.atrium.shared.AuditId;
import dev.atrium.shared.TenantId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The audit log in MySQL, whose triggers refuse every change of a row. */
class JdbcAuditLog implements AuditLog {

    private static final TypeReference<Map<String, String>> DETAIL = new TypeReference<>() {};
    private static final String COLUMNS = "id, at, tenant_id, actor_kind, actor, action, subject, outcome, detail";
    private static final String REFUSED = "refused";
    private static final String NO_REQUEST = "local";

    private final JdbcClient db;
    private final JsonMapper json;
    private final Clock clock;

    JdbcAuditLog(JdbcClient db, JsonMapper json, Clock clock) {
        this.db = db;
        this.json = json;
        this.clock = clock;
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void record(AuditEntry entry) {
        db.sql(
                        "INSERT INTO audit (" + COLUMNS + ", origin, request_id) VALUES "
                                + "(:id, :at, :tenant, :actorKind, :actor, :action, :subject, :outcome, :detail, :origin, :request)")
                .param("id", Columns.id(AuditId.next()))
                .param("at", Columns.time(clock.instant()))
                .param("tenant", Columns.idOrNull(entry.tenant()))
                .param("actorKind", kindOf(entry.actor()))
                .param("actor", nameOf(entry.actor()))
                .param("action", entry.action())
                .param("subject", entry.subject())
                .param("outcome", entry.refused() ? REFUSED : "done")
                .param("detail", json.writeValueAsString(entry.detail()))
                .param("origin", Objects.requireNonNullElse(MDC.get(ORIGIN), NO_REQUEST))
                .param("request", Objects.requireNonNullElse(MDC.get(REQUEST_ID), ""))
                .update();
    }

    @Override
    @Transactional(readOnly = true)
    public List<RecordedEntry> of(@Nullable TenantId tenant, @Nullable AuditId before, int limit) {
        // <=> is MySQL's equality that also holds between nulls.
        return db.sql("SELECT " + COLUMNS + " FROM audit WHERE tenant_id <=> :tenant"
                        + " AND (:before IS NULL OR id < :before) ORDER BY id DESC LIMIT :limit")
                .param("tenant", Columns.idOrNull(tenant))
                .param("before", Columns.idOrNull(before))
                .param("limit", limit)
                .query((row, _) -> toEntry(row))
                .list();
    }

    private RecordedEntry toEntry(ResultSet row) throws SQLException {
        var tenant = Columns.uuidOrNull(row, "tenant_id");
        return new RecordedEntry(
                new AuditId(Columns.uuid(row, "id")),
                Columns.instant(row, "at"),
                tenant == null ? null : new TenantId(tenant),
                row.getString("actor_kind"),
                row.getString("actor"),
                row.getString("action"),
                row.getString("subject"),
                row.getString("outcome").equals(REFUSED),
                json.readValue(row.getString("detail"), DETAIL));
    }

    private static String kindOf(Actor actor) {
        return switch (actor) {
            case Actor.Person _ -> "person";
            case Actor.Key _ -> "key";
            case Actor.LocalOperator _ -> "local_operator";
            case Actor.Worker _ -> "worker";
            case Actor.Installation _ -> "installation";
        };
    }

    private static String nameOf(Actor actor) {
        return switch (actor) {
            case Actor.Person(var id) -> id.text();
            case Actor.Key(var id) -> id.text();
            case Actor.LocalOperator() -> "local";
            case Actor.Worker(var id) -> id.text();
            case Actor.Installation(var part) -> part;
        };
    }
}

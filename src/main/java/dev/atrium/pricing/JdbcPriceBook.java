package dev.atrium.pricing;

import dev.atrium.audit.AuditEntry;
import dev.atrium.audit.AuditLog;
import dev.atrium.cluster.ChangeFeed;
import dev.atrium.cluster.Columns;
import dev.atrium.shared.Actor;
import dev.atrium.shared.PriceVersionId;
import dev.atrium.shared.Problem;
import dev.atrium.shared.ProblemException;
import dev.atrium.shared.RepositoryId;
import dev.atrium.shared.TenantId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;

/** The price book in MySQL, whose triggers refuse every change of a price. */
@Transactional
class JdbcPriceBook implements PriceBook {

    static final Duration NOTICE = Duration.ofMinutes(5);

    private final JdbcClient db;
    private final AuditLog audit;
    private final ChangeFeed feed;
    private final Clock clock;

    JdbcPriceBook(JdbcClient db, AuditLog audit, ChangeFeed feed, Clock clock) {
        this.db = db;
        this.audit = audit;
        this.feed = feed;
        this.clock = clock;
    }

    @Override
    public PriceVersion publish(
            Actor actor,
            TenantId publisher,
            RepositoryId model,
            Currency currency,
            Map<Meter, Long> picoPerUnit,
            int publisherBasisPoints,
            @Nullable Instant validFrom) {
        var now = clock.instant();
        var earliest = hasPrice(model, currency) ? now.plus(NOTICE) : now;
        var from = validFrom == null ? earliest : validFrom.truncatedTo(ChronoUnit.MICROS);
        requireNotBefore(earliest, from);
        requireSome(picoPerUnit);
        var version = new PriceVersion(PriceVersionId.next(), model, currency, picoPerUnit, publisherBasisPoints, from);
        insert(version, now);
        audit.record(
                AuditEntry.done(publisher, actor, "price.publish", version.id().text(), detail(version)));
        feed.append(PriceTable.KIND, version.id());
        return version;
    }

    @Override
    @Transactional(readOnly = true)
    public List<PriceVersion> of(RepositoryId model) {
        return PriceTable.read(
                db.sql(PriceTable.SELECT + " WHERE v.model_id = :model ORDER BY v.valid_from DESC, v.id DESC")
                        .param("model", Columns.id(model)));
    }

    @Override
    @Transactional(readOnly = true)
    public Map<RepositoryId, PriceVersion> current(Currency currency, Collection<RepositoryId> models) {
        if (models.isEmpty()) {
            return Map.of();
        }
        var newestFirst = PriceTable.read(db.sql(PriceTable.SELECT + """
                 WHERE v.model_id IN (:models) AND v.currency = :currency AND v.valid_from <= :now
                ORDER BY v.valid_from DESC, v.id DESC
                """)
                .param("models", models.stream().map(Columns::id).toList())
                .param("currency", currency.getCurrencyCode())
                .param("now", Columns.time(clock.instant())));
        return newestFirst.stream()
                .collect(Collectors.toMap(PriceVersion::model, price -> price, (newest, _) -> newest));
    }

    @Override
    @Transactional(readOnly = true)
    public List<PriceVersion> changes(Currency currency, Instant since, int limit) {
        var newestFirst = PriceTable.read(db.sql(PriceTable.SELECT + """
                 WHERE v.currency = :currency AND v.model_id IN (
                  SELECT model_id FROM (
                    SELECT model_id FROM price_version WHERE currency = :currency AND valid_from >= :since
                    ORDER BY valid_from DESC LIMIT :limit) AS newest)
                ORDER BY v.valid_from DESC, v.id DESC
                """)
                .param("currency", currency.getCurrencyCode())
                .param("since", Columns.time(since))
                .param("limit", limit));
        var later = new HashMap<RepositoryId, PriceVersion>();
        var changes = new ArrayList<PriceVersion>();
        for (var price : newestFirst) {
            var next = later.put(price.model(), price);
            if (next != null && !next.validFrom().isBefore(since) && !next.asksAs(price)) {
                changes.add(next);
            }
        }
        changes.sort(Comparator.comparing(PriceVersion::validFrom).reversed());
        return List.copyOf(changes);
    }

    /** The lock keeps another "first" price of the same model and currency out until this one is committed. */
    private boolean hasPrice(RepositoryId model, Currency currency) {
        return !db.sql("SELECT id FROM price_version WHERE model_id = :model AND currency = :currency FOR UPDATE")
                .param("model", Columns.id(model))
                .param("currency", currency.getCurrencyCode())
                .query(byte[].class)
                .list()
                .isEmpty();
    }

    private void insert(PriceVersion version, Instant now) {
        db.sql("""
                INSERT INTO price_version (id, model_id, currency, publisher_basis_points, valid_from, created_at)
                VALUES (:id, :model, :currency, :share, :from, :now)
                """)
                .param("id", Columns.id(version.id()))
                .param("model", Columns.id(version.model()))
                .param("currency", version.currency().getCurrencyCode())
                .param("share", version.publisherBasisPoints())
                .param("from", Columns.time(version.validFrom()))
                .param("now", Columns.time(now))
                .update();
        version.picoPerUnit()
                .forEach((meter, pico) -> db.sql(
                                "INSERT INTO price_line (price_version_id, meter, pico_per_unit) VALUES (?, ?, ?)")
                        .params(Columns.id(version.id()), meter.key(), pico)
                        .update());
    }

    private static Map<String, String> detail(PriceVersion version) {
        var detail = new TreeMap<String, String>();
        detail.put("model", version.model().text());
        detail.put("currency", version.currency().getCurrencyCode());
        detail.put("valid_from", version.validFrom().toString());
        detail.put("publisher_basis_points", Integer.toString(version.publisherBasisPoints()));
        version.picoPerUnit().forEach((meter, pico) -> detail.put("pico_per_" + meter.key(), pico.toString()));
        return detail;
    }

    private static void requireNotBefore(Instant earliest, Instant from) {
        if (from.isBefore(earliest)) {
            throw new ProblemException(Problem.ofField(
                    "validFrom",
                    "price_too_soon",
                    "The price would begin at %s, before every gateway knows it. Let it begin at %s or later."
                            .formatted(from, earliest)));
        }
    }

    private static void requireSome(Map<Meter, Long> picoPerUnit) {
        if (picoPerUnit.isEmpty()) {
            throw new ProblemException(Problem.ofField(
                    "prices", "price_empty", "The price names no meter. Free is an explicit 0 for one of them."));
        }
    }
}

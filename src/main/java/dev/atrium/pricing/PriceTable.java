package dev.atrium.pricing;

import dev.atrium.cluster.Columns;
import dev.atrium.cluster.MirroredTable;
import dev.atrium.shared.PriceVersionId;
import dev.atrium.shared.RepositoryId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Currency;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** All prices, in a gateway's memory. */
public final class PriceTable extends MirroredTable<PriceVersion> {

    /** The kind of feed entries that announce a new price. */
    public static final String KIND = "price_version";

    static final String SELECT = """
            SELECT v.id, v.model_id, v.currency, v.publisher_basis_points, v.valid_from, l.meter, l.pico_per_unit
            FROM price_version v JOIN price_line l ON l.price_version_id = v.id
            """;

    private final Map<Offer, List<PriceVersion>> newestFirst = new ConcurrentHashMap<>();

    private record Offer(RepositoryId model, Currency currency) {}

    public PriceTable() {
        super(KIND, PriceVersion.class);
    }

    /** The price at which a request for {@code model} is admitted at {@code now}; empty when there is none. */
    public Optional<PriceVersion> at(RepositoryId model, Currency currency, Instant now) {
        for (var price : newestFirst.getOrDefault(new Offer(model, currency), List.of())) {
            if (!price.validFrom().isAfter(now)) {
                return Optional.of(price);
            }
        }
        return Optional.empty();
    }

    @Override
    protected List<PriceVersion> select(JdbcClient db, @Nullable Set<UUID> ids) {
        var query = ids == null
                ? db.sql(SELECT)
                : db.sql(SELECT + " WHERE v.id IN (:ids)").param("ids", Columns.ids(ids));
        return read(query);
    }

    @Override
    protected UUID idOf(PriceVersion row) {
        return row.id().value();
    }

    @Override
    protected void put(PriceVersion row, @Nullable PriceVersion previous) {
        newestFirst.compute(new Offer(row.model(), row.currency()), (_, others) -> {
            var all = new ArrayList<>(others == null ? List.<PriceVersion>of() : others);
            all.removeIf(other -> other.id().equals(row.id()));
            all.add(row);
            all.sort(Comparator.comparing(PriceVersion::validFrom).reversed());
            return List.copyOf(all);
        });
    }

    /** Reads price versions from the rows of {@link #SELECT}, one row per meter. */
    static List<PriceVersion> read(JdbcClient.StatementSpec query) {
        var versions = new LinkedHashMap<PriceVersionId, PriceVersion>();
        query.query((row, _) -> {
                    var lines = new EnumMap<Meter, Long>(Meter.class);
                    lines.put(Meter.ofKey(row.getString("meter")), row.getLong("pico_per_unit"));
                    return new PriceVersion(
                            new PriceVersionId(Columns.uuid(row, "id")),
                            new RepositoryId(Columns.uuid(row, "model_id")),
                            Currency.getInstance(row.getString("currency")),
                            lines,
                            row.getInt("publisher_basis_points"),
                            Columns.instant(row, "valid_from"));
                })
                .list()
                .forEach(version -> versions.merge(version.id(), version, PriceTable::withLinesOfBoth));
        return List.copyOf(versions.values());
    }

    private static PriceVersion withLinesOfBoth(PriceVersion one, PriceVersion other) {
        var lines = new EnumMap<Meter, Long>(one.picoPerUnit());
        lines.putAll(other.picoPerUnit());
        return new PriceVersion(
                one.id(), one.model(), one.currency(), lines, one.publisherBasisPoints(), one.validFrom());
    }
}

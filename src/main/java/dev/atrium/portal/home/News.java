package dev.atrium.portal.home;

import dev.atrium.keys.ApiKey;
import dev.atrium.keys.ApiKeys;
import dev.atrium.keys.ListedKey;
import dev.atrium.pool.Replica;
import dev.atrium.pool.ReplicaState;
import dev.atrium.pool.Replicas;
import dev.atrium.portal.home.Change.Kind;
import dev.atrium.portal.usage.VersionNames;
import dev.atrium.pricing.PriceBook;
import dev.atrium.pricing.PriceVersion;
import dev.atrium.registry.Catalog;
import dev.atrium.shared.PersonId;
import dev.atrium.shared.VersionId;
import dev.atrium.tenancy.Tenant;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BinaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What changed lately for an organization, as far as one reader may see it: models that it may call and their prices,
 * the copies that it runs itself, and the reader's keys. Each comes from a record with a time of its own; what leaves
 * none, such as a model that was made public later, is not told.
 */
public class News {

    /** How far back. */
    static final Duration SPAN = Duration.ofDays(14);

    private static final Duration SOON = Duration.ofDays(7);
    private static final int LINES = 8;
    /** Whoever makes many keys still sees what others changed. */
    private static final int KEY_LINES = 4;

    /** Newest prices and keys among which changes are looked for. */
    private static final int LOOKED_AT = 100;

    private final Catalog catalog;
    private final PriceBook prices;
    private final Replicas replicas;
    private final ApiKeys keys;
    private final VersionNames names;
    private final Clock clock;

    public News(Catalog catalog, PriceBook prices, Replicas replicas, ApiKeys keys, VersionNames names, Clock clock) {
        this.catalog = catalog;
        this.prices = prices;
        this.replicas = replicas;
        this.keys = keys;
        this.names = names;
        this.clock = clock;
    }

    /** Newest first, what is still ahead at the top. */
    List<Change> of(PersonId reader, Tenant tenant) {
        var now = clock.instant();
        var since = now.minus(SPAN);
        return Stream.of(
                        versions(tenant, since),
                        prices(tenant, since, now),
                        copies(tenant, since),
                        keys(reader, tenant, now))
                .flatMap(List::stream)
                .sorted(Comparator.comparing(Change::at).reversed())
                .limit(LINES)
                .toList();
    }

    private List<Change> versions(Tenant tenant, Instant since) {
        return catalog.publishedSince(tenant.id(), since, LINES).stream()
                .map(version -> version.number() == 1
                        ? new Change(Kind.MODEL, version.model().path(), version.publishedAt())
                        : new Change(
                                Kind.VERSION,
                                "%s@v%d".formatted(version.model().path(), version.number()),
                                version.publishedAt()))
                .toList();
    }

    private List<Change> prices(Tenant tenant, Instant since, Instant now) {
        var changed = prices.changes(tenant.currency(), since, LOOKED_AT);
        var callable = catalog.names(
                tenant.id(), changed.stream().map(PriceVersion::model).collect(Collectors.toSet()));
        return changed.stream()
                .flatMap(price -> Optional.ofNullable(callable.get(price.model())).stream()
                        .map(name -> new Change(
                                price.validFrom().isAfter(now) ? Kind.PRICE_AHEAD : Kind.PRICE,
                                name.path(),
                                price.validFrom())))
                .toList();
    }

    /** Several copies of a version that came up are one piece of news, at the time of the newest. */
    private List<Change> copies(Tenant tenant, Instant since) {
        record What(VersionId version, ReplicaState state) {}
        var newest = replicas.of(tenant.id()).stream()
                .filter(copy -> copy.state() == ReplicaState.READY || copy.state() == ReplicaState.FAILED)
                .filter(copy -> !copy.changedAt().isBefore(since))
                .collect(Collectors.toMap(
                        copy -> new What(copy.version(), copy.state()),
                        Replica::changedAt,
                        BinaryOperator.maxBy(Comparator.naturalOrder())));
        return newest.entrySet().stream()
                .sorted(Map.Entry.<What, Instant>comparingByValue().reversed())
                .limit(LINES)
                .flatMap(copy -> names.of(tenant.id(), copy.getKey().version()).stream()
                        .map(name -> new Change(kind(copy.getKey().state()), name, copy.getValue())))
                .toList();
    }

    private static Kind kind(ReplicaState state) {
        return state == ReplicaState.READY ? Kind.READY : Kind.FAILED;
    }

    private List<Change> keys(PersonId reader, Tenant tenant, Instant now) {
        return keys.seenBy(reader, tenant.id(), null, LOOKED_AT).stream()
                .map(ListedKey::key)
                .flatMap(key -> of(key, now).stream())
                .sorted(Comparator.comparing(Change::at).reversed())
                .limit(KEY_LINES)
                .toList();
    }

    private static List<Change> of(ApiKey key, Instant now) {
        var changes = new ArrayList<Change>();
        add(changes, Kind.KEY_MADE, key, key.issuedAt(), now);
        add(changes, Kind.KEY_REVOKED, key, key.revokedAt(), now);
        var end = key.expiresAt();
        if (end != null && key.revokedAt() == null) {
            add(changes, end.isAfter(now) ? Kind.KEY_ENDS : Kind.KEY_ENDED, key, end, now);
        }
        return changes;
    }

    private static void add(List<Change> changes, Kind kind, ApiKey key, @Nullable Instant at, Instant now) {
        if (at != null && !at.isBefore(now.minus(SPAN)) && !at.isAfter(now.plus(SOON))) {
            changes.add(new Change(kind, key.name(), at));
        }
    }
}

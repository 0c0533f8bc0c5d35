package dev.atrium.keys;

import dev.atrium.shared.ApiKeyId;
import dev.atrium.shared.RequestId;
import dev.atrium.shared.TenantId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What a gateway sees of keys, in memory until it is told on: when each was last used, and its newest refusal. One
 * entry per key and second, so that a busy key costs a look-up per request.
 */
public final class KeySightings {

    private final Map<ApiKeyId, Sighting> newest = new ConcurrentHashMap<>();

    /**
     * What is to be told of one key.
     *
     * @param refusal null when nothing was refused
     */
    public record Sighting(
            ApiKeyId key,
            TenantId tenant,
            Instant usedAt,
            @Nullable KeyRefusal refusal) {

        Sighting and(Sighting other) {
            return new Sighting(
                    key, tenant, usedAt.isAfter(other.usedAt) ? usedAt : other.usedAt, newer(refusal, other.refusal));
        }

        private static @Nullable KeyRefusal newer(@Nullable KeyRefusal one, @Nullable KeyRefusal other) {
            if (one == null || other == null) {
                return one == null ? other : one;
            }
            return one.at().isAfter(other.at()) ? one : other;
        }
    }

    /** A request with this key came. */
    public void used(ApiKeyId key, TenantId tenant, Instant acceptedAt) {
        var known = newest.get(key);
        if (known == null || known.usedAt().getEpochSecond() < acceptedAt.getEpochSecond()) {
            add(new Sighting(key, tenant, acceptedAt, null));
        }
    }

    /** A request with this key was refused. */
    public void refused(ApiKeyId key, TenantId tenant, Instant acceptedAt, RequestId request, String code) {
        add(new Sighting(key, tenant, acceptedAt, new KeyRefusal(key, request, code, acceptedAt)));
    }

    /** Takes out what there is. */
    public List<Sighting> drain() {
        var taken = new ArrayList<Sighting>();
        for (var key : List.copyOf(newest.keySet())) {
            var sighting = newest.remove(key);
            if (sighting != null) {
                taken.add(sighting);
            }
        }
        return taken;
    }

    /** Puts back what could not be told; there is at most one per key. */
    void add(Sighting sighting) {
        newest.merge(sighting.key(), sighting, Sighting::and);
    }
}

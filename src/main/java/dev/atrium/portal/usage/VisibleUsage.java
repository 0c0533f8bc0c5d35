package dev.atrium.portal.usage;

import dev.atrium.metering.CallFilter;
import dev.atrium.metering.UsageEvent;
import dev.atrium.metering.UsagePeriod;
import dev.atrium.metering.UsageReports;
import dev.atrium.metering.UsageSubject;
import dev.atrium.metering.UsageSum;
import dev.atrium.portal.Standing;
import dev.atrium.shared.ApiKeyId;
import dev.atrium.shared.Id;
import dev.atrium.shared.PersonId;
import dev.atrium.shared.RequestId;
import dev.atrium.shared.TenantId;
import dev.atrium.shared.UsageEventId;
import dev.atrium.tenancy.MemberRole;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The usage of an organization that one reader may see: an owner all of it, a developer what they called themselves
 * and with their own keys.
 */
public class VisibleUsage {

    private final UsageReports reports;
    private final CallNames names;
    private final VersionNames versions;
    private final Clock clock;

    VisibleUsage(UsageReports reports, CallNames names, VersionNames versions, Clock clock) {
        this.reports = reports;
        this.names = names;
        this.versions = versions;
        this.clock = clock;
    }

    LocalDate today(ZoneId zone) {
        return LocalDate.ofInstant(clock.instant(), zone);
    }

    Part of(TenantId tenant, PersonId reader, Standing standing) {
        return new Part(tenant, reader, standing, names.keys(tenant, reader, standing.role()));
    }

    /** What one reader sees of one organization. Whatever is read asks what the reader is there now. */
    final class Part {

        private final TenantId tenant;
        private final PersonId reader;
        private final Standing standing;
        private final Map<ApiKeyId, String> keys;
        /** Few people make many calls. */
        private final Map<PersonId, String> people = new HashMap<>();

        private Part(TenantId tenant, PersonId reader, Standing standing, Map<ApiKeyId, String> keys) {
            this.tenant = tenant;
            this.reader = reader;
            this.standing = standing;
            this.keys = keys;
        }

        /** Newest first. */
        Map<ApiKeyId, String> keys() {
            return keys;
        }

        List<UsageSum> sums(UsagePeriod period, UsageSubject.Kind kind) {
            return standing.rows(() -> reports.sums(tenant, period, kind, new CallFilter(null, visible(), null)));
        }

        List<UsageEvent> calls(UsagePeriod period, CallFilter filter, @Nullable UsageEvent last, int limit) {
            var before = last == null ? null : last.id();
            var meant = new CallFilter(filter.model(), within(filter.callers()), filter.status());
            return standing.rows(() -> reports.calls(tenant, period, meant, before, limit));
        }

        /** @param id of the event, or of its request */
        Optional<UsageEvent> call(String id) {
            return standing.read(() -> found(id))
                    .flatMap(Function.identity())
                    .filter(event ->
                            isVisible(event.usage().key(), event.usage().person()));
        }

        String nameOf(UsageSubject subject, String nobody) {
            return switch (subject) {
                case UsageSubject.Model(var _, var name) -> name;
                case UsageSubject.Key(var id) -> keys.getOrDefault(id, id.text());
                case UsageSubject.Person(var id) -> people.computeIfAbsent(id, this::personOf);
                case UsageSubject.Nobody() -> nobody;
            };
        }

        /** {@code org/model@v3}, or as the caller wrote it if that version is gone or may not be called any more. */
        String versionOf(UsageEvent event) {
            return versions.of(tenant, event.usage().version())
                    .orElse(event.usage().alias());
        }

        private String personOf(PersonId id) {
            return names.person(id).orElse(id.text());
        }

        private Optional<UsageEvent> found(String id) {
            try {
                return id.startsWith("req_")
                        ? reports.call(tenant, RequestId.parse(id))
                        : reports.call(tenant, UsageEventId.parse(id));
            } catch (IllegalArgumentException _) {
                return Optional.empty();
            }
        }

        private boolean isVisible(@Nullable ApiKeyId key, @Nullable PersonId person) {
            var all = visible();
            return all == null || (key != null && all.contains(key)) || (person != null && all.contains(person));
        }

        /** Null for all. */
        private @Nullable Set<Id> visible() {
            if (standing.role() == MemberRole.OWNER) {
                return null;
            }
            var own = new HashSet<Id>(keys.keySet());
            own.add(reader);
            return own;
        }

        private @Nullable Set<? extends Id> within(@Nullable Set<? extends Id> wanted) {
            var all = visible();
            if (all != null && wanted != null) {
                all.retainAll(wanted);
            }
            return all == null ? wanted : all;
        }
    }
}

package dev.atrium.portal.home;

import dev.atrium.keys.ApiKey;
import dev.atrium.keys.ApiKeys;
import dev.atrium.keys.KeyRefusal;
import dev.atrium.keys.ListedKey;
import dev.atrium.metering.Usage;
import dev.atrium.metering.UsageEvent;
import dev.atrium.metering.UsageEvents;
import dev.atrium.metering.UsageStatus;
import dev.atrium.shared.ApiKeyId;
import dev.atrium.shared.PersonId;
import dev.atrium.shared.TenantId;
import dev.atrium.tenancy.MemberRole;
import dev.atrium.tenancy.Members;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The newest calls of an organization, as MySQL has them: an owner sees all, a developer those with their own keys.
 * No gateway is asked, not even one in the same process.
 */
public class Calls {

    /** Newest events among which a developer's own are looked for. */
    private static final int LOOKED_AT = 100;
    /** Newest calls among which a whole answer is looked for. */
    private static final int RECENT = 20;

    private final Members members;
    private final UsageEvents events;
    private final ApiKeys keys;
    private final VersionNames names;

    public Calls(Members members, UsageEvents events, ApiKeys keys, VersionNames names) {
        this.members = members;
        this.events = events;
        this.keys = keys;
        this.names = names;
    }

    boolean seesAll(PersonId reader, TenantId tenant) {
        return members.roleOf(tenant, reader).equals(Optional.of(MemberRole.OWNER));
    }

    /** Whether the organization ever got a whole answer, by whomever. */
    boolean isFirstMade(TenantId tenant) {
        return events.hasCompleted(tenant);
    }

    CallState state(PersonId reader, TenantId tenant) {
        var newest = newest(reader, tenant, RECENT);
        var answered = newest.stream()
                .filter(event -> event.usage().status() == UsageStatus.COMPLETED)
                .findFirst();
        if (answered.isPresent()) {
            return new CallState.Answered(answered.get(), nameOf(answered.get()));
        }
        var failed = newest.stream()
                .filter(event -> event.usage().errorCode() != null)
                .findFirst()
                .map(Calls::failure);
        var refused = keys.newestRefusal(reader, tenant).map(Calls::failure);
        return newer(failed, refused).map(CallState.class::cast).orElseGet(CallState.Waiting::new);
    }

    /** Newest first. */
    List<UsageEvent> newest(PersonId reader, TenantId tenant, int limit) {
        if (seesAll(reader, tenant)) {
            return events.of(tenant, null, limit);
        }
        var own = own(reader, tenant);
        return events.of(tenant, null, LOOKED_AT).stream()
                .filter(event -> isOwn(event.usage(), reader, own))
                .limit(limit)
                .toList();
    }

    private static boolean isOwn(Usage usage, PersonId reader, Set<ApiKeyId> own) {
        return reader.equals(usage.person()) || (usage.key() != null && own.contains(usage.key()));
    }

    /** {@code org/model@v3}, the one that answered, or as the caller wrote it if that is gone. */
    String nameOf(UsageEvent event) {
        return names.of(event.usage().version()).orElse(event.usage().alias());
    }

    private Set<ApiKeyId> own(PersonId reader, TenantId tenant) {
        return keys.seenBy(reader, tenant, null, LOOKED_AT).stream()
                .map(ListedKey::key)
                .map(ApiKey::id)
                .collect(Collectors.toSet());
    }

    private static CallState.Failed failure(UsageEvent event) {
        var usage = event.usage();
        return new CallState.Failed(usage.request(), String.valueOf(usage.errorCode()), usage.acceptedAt());
    }

    private static CallState.Failed failure(KeyRefusal refusal) {
        return new CallState.Failed(refusal.request(), refusal.code(), refusal.at());
    }

    private static Optional<CallState.Failed> newer(Optional<CallState.Failed> one, Optional<CallState.Failed> other) {
        if (one.isEmpty() || other.isEmpty()) {
            return one.or(() -> other);
        }
        return one.get().at().isBefore(other.get().at()) ? other : one;
    }
}

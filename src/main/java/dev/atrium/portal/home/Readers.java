package dev.atrium.portal.home;

import dev.atrium.keys.ApiKeys;
import dev.atrium.keys.KeyCheck;
import dev.atrium.keys.ListedKey;
import dev.atrium.shared.Id;
import dev.atrium.shared.PersonId;
import dev.atrium.shared.TenantId;
import dev.atrium.tenancy.MemberRole;
import dev.atrium.tenancy.Members;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What one reader may see of an organization: an owner all, a developer what they and their keys did. */
public class Readers {

    /** The newest keys of a reader; what older ones did is on the page of usage. */
    private static final int LOOKED_AT = 500;

    private final Members members;
    private final ApiKeys keys;
    private final Clock clock;

    public Readers(Members members, ApiKeys keys, Clock clock) {
        this.members = members;
        this.keys = keys;
        this.clock = clock;
    }

    boolean seesAll(PersonId reader, TenantId tenant) {
        return members.roleOf(tenant, reader).equals(Optional.of(MemberRole.OWNER));
    }

    /** Whose calls the reader may see: the reader and the reader's keys, or null for everybody's. */
    @Nullable
    Set<Id> callers(PersonId reader, TenantId tenant) {
        if (seesAll(reader, tenant)) {
            return null;
        }
        var own = new HashSet<Id>();
        own.add(reader);
        newest(reader, tenant).forEach(listed -> own.add(listed.key().id()));
        return own;
    }

    /** Whether one of the keys that the reader may see works now. */
    boolean hasWorkingKey(PersonId reader, TenantId tenant) {
        var now = clock.instant();
        return newest(reader, tenant).stream().anyMatch(listed -> listed.key().checkAt(now) instanceof KeyCheck.Valid);
    }

    private List<ListedKey> newest(PersonId reader, TenantId tenant) {
        return keys.seenBy(reader, tenant, null, LOOKED_AT);
    }
}

package dev.atrium.portal.usage;

import dev.atrium.shared.ApiKeyId;
import dev.atrium.shared.PersonId;
import dev.atrium.shared.TenantId;
import dev.atrium.tenancy.MemberRole;
import java.util.Map;
import java.util.Optional;

/** What the ids in events are called. */
interface CallNames {

    /** The keys whose usage a reader may see: an owner that of all, a developer that of their own; newest first. */
    Map<ApiKeyId, String> keys(TenantId tenant, PersonId reader, MemberRole role);

    Optional<String> person(PersonId id);
}

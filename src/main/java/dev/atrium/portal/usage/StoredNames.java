package dev.atrium.portal.usage;

import dev.atrium.identity.People;
import dev.atrium.identity.Person;
import dev.atrium.keys.ApiKey;
import dev.atrium.keys.ApiKeys;
import dev.atrium.shared.ApiKeyId;
import dev.atrium.shared.PersonId;
import dev.atrium.shared.TenantId;
import dev.atrium.tenancy.MemberRole;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Names as the modules that own them know them. */
final class StoredNames implements CallNames {

    private static final int PAGE = 500;

    /** Older keys are shown by their ids. */
    private static final int KEYS_MAX = 5_000;

    private final ApiKeys keys;
    private final People people;

    StoredNames(ApiKeys keys, People people) {
        this.keys = keys;
        this.people = people;
    }

    @Override
    public Map<ApiKeyId, String> keys(TenantId tenant, PersonId reader, MemberRole role) {
        var names = new LinkedHashMap<ApiKeyId, String>();
        var page = keys.seenBy(reader, tenant, null, PAGE);
        while (!page.isEmpty() && names.size() < KEYS_MAX) {
            page.forEach(listed -> names.put(listed.key().id(), nameOf(listed.key())));
            page = page.size() < PAGE
                    ? List.of()
                    : keys.seenBy(reader, tenant, page.getLast().key().id(), PAGE);
        }
        return names;
    }

    @Override
    public Optional<String> person(PersonId id) {
        return people.find(id).map(Person::name);
    }

    /** Names need not differ, and a hint tells keys of one name apart. */
    private static String nameOf(ApiKey key) {
        return "%s (%s…)".formatted(key.name(), key.hint());
    }
}

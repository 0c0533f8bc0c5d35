package dev.atrium.tenancy;

import dev.atrium.identity.Person;
import dev.atrium.identity.PersonSignedIn;
import dev.atrium.shared.Actor;
import dev.atrium.shared.Slug;
import java.util.Currency;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Sees to it that whoever signs in belongs somewhere: where they are expected, or else in an organization of their
 * own. It happens in the transaction of the sign-in.
 */
class FirstOrganization {

    private static final int ATTEMPTS = 5;

    private final Tenants tenants;
    private final Members members;
    private final ExpectedMembers expected;
    private final JdbcClient db;
    private final Currency currency;

    FirstOrganization(
            Tenants tenants, Members members, ExpectedMembers expected, JdbcClient db, TenancySettings settings) {
        this.tenants = tenants;
        this.members = members;
        this.expected = expected;
        this.db = db;
        this.currency = settings.currency();
    }

    @EventListener
    void on(PersonSignedIn signedIn) {
        var person = signedIn.person();
        var self = new Actor.Person(person.id());
        var email = person.verifiedEmail();
        if (email != null) {
            expected.take(person.id(), email)
                    .forEach(place -> members.add(self, place.tenant(), person.id(), place.role()));
        }
        if (members.of(person.id()).isEmpty()) {
            createFor(person, self);
        }
    }

    private void createFor(Person person, Actor self) {
        var tenant = tenants.create(self, freeSlug(person.name()), person.name(), currency);
        members.add(self, tenant.id(), person.id(), MemberRole.OWNER);
    }

    /** Somebody may take it in this very moment; then the sign-in fails, and the next one finds another. */
    private Slug freeSlug(String name) {
        var slug = SlugOfName.of(name);
        for (var attempt = 0; attempt < ATTEMPTS && !isFree(slug); attempt++) {
            slug = SlugOfName.varied(name);
        }
        return slug;
    }

    private boolean isFree(Slug slug) {
        return !Slug.RESERVED.contains(slug.value())
                && db.sql("SELECT COUNT(*) FROM tenant_slug_history WHERE slug = :slug")
                                .param("slug", slug.value())
                                .query(Integer.class)
                                .single()
                        == 0;
    }
}

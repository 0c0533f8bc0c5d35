package dev.atrium.tenancy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.audit.AuditLog;
import dev.atrium.audit.RecordedEntry;
import dev.atrium.identity.People;
import dev.atrium.identity.Person;
import dev.atrium.identity.SignInClaims;
import dev.atrium.shared.Slug;
import dev.atrium.shared.Uuids;
import dev.atrium.testing.ControlContext;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a sign-in leaves in {@code tenancy}, told through the event that {@code identity} publishes. */
class FirstOrganizationIT {

    @TempDir
    private static Path home;

    private static ControlContext context;

    private final String mark = Uuids.toHex(Uuids.next()).substring(16);

    @BeforeAll
    static void open() {
        context = new ControlContext(home, Clock.systemUTC(), "atrium.keycloak.registration=true");
    }

    @AfterAll
    static void close() {
        context.close();
    }

    @Test
    void whoeverIsNewOwnsAnOrganizationNamedAfterThem() {
        var person = signIn("Zoë " + mark, null, false);

        assertThat(memberships(person)).singleElement().satisfies(own -> {
            assertThat(own.role()).isEqualTo(MemberRole.OWNER);
            assertThat(own.tenant().slug()).isEqualTo(new Slug("zoe-" + mark));
            assertThat(own.tenant().name()).isEqualTo("Zoë " + mark);
            assertThat(own.tenant().currency().getCurrencyCode()).isEqualTo("USD");
            assertThat(context.bean(Tenants.class)
                            .hasProject(own.tenant().id(), own.tenant().defaultProject()))
                    .isTrue();
            assertThat(context.bean(AuditLog.class).of(own.tenant().id(), null, 10))
                    .extracting(RecordedEntry::action, RecordedEntry::actor)
                    .containsExactly(
                            org.assertj.core.groups.Tuple.tuple(
                                    "member.set", person.id().text()),
                            org.assertj.core.groups.Tuple.tuple(
                                    "organization.create", person.id().text()));
        });
    }

    @Test
    void aSecondSignInMakesNoSecondOrganization() {
        signIn("Ada " + mark, null, false);
        var person = signIn("Ada " + mark, null, false);

        assertThat(memberships(person)).hasSize(1);
    }

    @Test
    void aNamesakeGetsAnotherSlug() {
        signIn("Ada " + mark, null, false);
        var namesake = signIn(mark + "x", "Ada " + mark, null, false);

        assertThat(memberships(namesake).getFirst().tenant().slug().value()).matches("ada-" + mark + "-[2-9a-z]{5}");
    }

    @Test
    void aReservedNameGetsAnotherSlug() {
        var person = signIn("Admin", null, false);

        assertThat(memberships(person).getFirst().tenant().slug().value()).matches("admin-[2-9a-z]{5}");
    }

    @Test
    void whoeverIsExpectedGoesThereAndNeedsNoneOfTheirOwn() {
        var tenant = context.tenant("expecting");
        expect(tenant, MemberRole.DEVELOPER);

        var person = signIn("Ada", email(), true);

        assertThat(memberships(person)).singleElement().satisfies(place -> {
            assertThat(place.tenant().id()).isEqualTo(tenant);
            assertThat(place.role()).isEqualTo(MemberRole.DEVELOPER);
        });
    }

    @Test
    void anAddressThatIsNotVerifiedOpensNothing() {
        var tenant = context.tenant("expecting");
        expect(tenant, MemberRole.OWNER);

        var mallory = signIn("Mallory " + mark, email(), false);

        assertThat(context.bean(Members.class).roleOf(tenant, mallory.id())).isEmpty();
    }

    @Test
    void aPlaceIsTakenOnce() {
        var tenant = context.tenant("expecting");
        expect(tenant, MemberRole.OWNER);
        signIn("Ada", email(), true);

        var other = signIn(mark + "x", "Other " + mark, email(), true);

        assertThat(context.bean(Members.class).roleOf(tenant, other.id())).isEmpty();
    }

    private void expect(dev.atrium.shared.TenantId tenant, MemberRole role) {
        context.bean(Members.class).expect(ControlContext.OPERATOR, tenant, email(), role);
    }

    private String email() {
        return mark + "@example.com";
    }

    private Person signIn(String name, @Nullable String email, boolean verified) {
        return signIn(mark, name, email, verified);
    }

    private static Person signIn(String subject, String name, @Nullable String email, boolean verified) {
        return context.bean(People.class)
                .signedIn(new SignInClaims("https://sso", subject, name, email, verified, null));
    }

    private static List<Membership> memberships(Person person) {
        return context.bean(Members.class).of(person.id());
    }
}

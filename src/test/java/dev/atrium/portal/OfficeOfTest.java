package dev.atrium.portal;

import dev.atrium.cluster.ChangeFeed;
import dev.atrium.cluster.ProcessReport;
import dev.atrium.cluster.Processes;
import dev.atrium.identity.People;
import dev.atrium.identity.Person;
import dev.atrium.identity.SignInClaims;
import dev.atrium.keys.KeySecret;
import dev.atrium.portal.keys.ReadyCall;
import dev.atrium.shared.Actor;
import dev.atrium.shared.Id;
import dev.atrium.shared.PersonId;
import dev.atrium.shared.ProcessId;
import dev.atrium.shared.RepositoryId;
import dev.atrium.shared.TenantId;
import dev.atrium.tenancy.MemberRole;
import dev.atrium.tenancy.Members;
import dev.atrium.tenancy.Membership;
import dev.atrium.tenancy.Tenant;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What pages ask of people, members, gateways and models, in memory. Ada owns Acme and develops at Globex. */
public final class OfficeOfTest implements Members, People, ChangeFeed, Processes, ReadyCall {

    /** Number of the feed that the one gateway has applied. */
    public volatile long appliedBy;

    /** What everybody is at Acme; empty: nothing. */
    private volatile Optional<MemberRole> atAcme = Optional.of(MemberRole.OWNER);

    private final AtomicLong number = new AtomicLong();

    /** Everybody becomes this at Acme; empty: they leave. */
    public void becomeAtAcme(Optional<MemberRole> role) {
        atAcme = role;
    }

    @Override
    public List<Membership> of(PersonId person) {
        return Stream.concat(
                        atAcme.map(role -> new Membership(PortalTest.ACME, role, Instant.EPOCH)).stream(),
                        Stream.of(new Membership(PortalTest.GLOBEX, MemberRole.DEVELOPER, Instant.EPOCH)))
                .toList();
    }

    @Override
    public Optional<MemberRole> roleOf(TenantId tenant, PersonId person) {
        return of(person).stream()
                .filter(place -> place.tenant().id().equals(tenant))
                .map(Membership::role)
                .findFirst();
    }

    @Override
    public void add(Actor actor, TenantId tenant, PersonId person, MemberRole role) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean expect(Actor actor, TenantId tenant, String email, MemberRole role) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Person signedIn(SignInClaims claims, @Nullable String operatorLink) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<Person> find(PersonId id) {
        return Optional.of(new Person(id, "Ada", null, false, null, Instant.EPOCH, Instant.EPOCH));
    }

    @Override
    public void append(String kind, Id id) {
        number.incrementAndGet();
    }

    @Override
    public long number() {
        return number.get();
    }

    @Override
    public void report(ProcessReport report) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void signOff(ProcessId id) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<ProcessReport> alive() {
        return List.of(new ProcessReport(
                ProcessId.next(),
                "gateway",
                "http://127.0.0.1:7402",
                "1",
                1,
                null,
                Map.of(),
                appliedBy,
                Instant.EPOCH));
    }

    @Override
    public List<ProcessReport> known() {
        return alive();
    }

    @Override
    public List<ProcessReport> heardOfWithin(Duration time) {
        return alive();
    }

    @Override
    public Optional<String> curl(Tenant organization) {
        return Optional.of("curl with $ATRIUM_API_KEY");
    }

    @Override
    public Optional<String> curl(Tenant organization, @Nullable Set<RepositoryId> models, KeySecret secret) {
        return Optional.of("curl with " + secret.spelled());
    }
}

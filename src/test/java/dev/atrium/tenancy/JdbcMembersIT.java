package dev.atrium.tenancy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.atrium.audit.AuditLog;
import dev.atrium.audit.RecordedEntry;
import dev.atrium.shared.PersonId;
import dev.atrium.shared.ProblemException;
import dev.atrium.shared.TenantId;
import dev.atrium.testing.ControlContext;
import dev.atrium.testing.SettableClock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JdbcMembersIT {

    private static final SettableClock CLOCK = new SettableClock();

    @TempDir
    private static Path home;

    private static ControlContext context;

    private final PersonId person = PersonId.next();
    private Members members;
    private TenantId ours;
    private TenantId theirs;

    @BeforeAll
    static void open() {
        context = new ControlContext(home, CLOCK);
    }

    @AfterAll
    static void close() {
        context.close();
    }

    @BeforeEach
    void make() {
        members = context.bean(Members.class);
        ours = context.tenant("ours");
        theirs = context.tenant("theirs");
    }

    @Test
    void knowsAMemberInTheirOwnOrganizationOnly() {
        add(ours, person, MemberRole.DEVELOPER);
        add(theirs, PersonId.next(), MemberRole.OWNER);

        assertThat(members.roleOf(ours, person)).contains(MemberRole.DEVELOPER);
        assertThat(members.roleOf(theirs, person)).isEmpty();
        assertThat(organizations(person)).containsExactly(ours);
    }

    @Test
    void listsTheOldestMembershipFirst() {
        add(theirs, person, MemberRole.OWNER);
        CLOCK.advance(Duration.ofSeconds(1));
        add(ours, person, MemberRole.OWNER);

        assertThat(organizations(person)).containsExactly(theirs, ours);
    }

    @Test
    void tellsTheLogOfTheOrganizationWhatChanged() {
        add(ours, person, MemberRole.DEVELOPER);
        add(ours, person, MemberRole.OWNER);
        add(ours, person, MemberRole.OWNER);

        assertThat(log(ours))
                .filteredOn(entry -> entry.action().equals("member.set"))
                .extracting(RecordedEntry::subject, RecordedEntry::detail)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(
                                person.text(), Map.of("role", "owner", "before", "developer")),
                        org.assertj.core.groups.Tuple.tuple(
                                person.text(), Map.of("role", "developer", "before", "none")));
        assertThat(log(theirs)).extracting(RecordedEntry::action).containsExactly("organization.create");
    }

    @Test
    void expectsAnAddressOnce() {
        var email = person.text() + "@Example.com";

        assertThat(members.expect(ControlContext.OPERATOR, ours, email, MemberRole.OWNER))
                .isTrue();
        assertThat(members.expect(ControlContext.OPERATOR, ours, email, MemberRole.OWNER))
                .isFalse();
        assertThat(log(ours)).extracting(RecordedEntry::action).containsOnlyOnce("member.expect");
        assertThat(log(ours)).noneMatch(entry -> entry.toString().contains(person.text()));
    }

    @Test
    void addsNobodyToWhatIsNoOrganization() {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> add(TenantId.next(), person, MemberRole.OWNER))
                .withMessage("There is no organization with this id.");
    }

    private void add(TenantId tenant, PersonId who, MemberRole role) {
        members.add(ControlContext.OPERATOR, tenant, who, role);
    }

    private List<TenantId> organizations(PersonId who) {
        return members.of(who).stream().map(Membership::tenant).map(Tenant::id).toList();
    }

    private static List<RecordedEntry> log(TenantId tenant) {
        return context.bean(AuditLog.class).of(tenant, null, 20);
    }
}

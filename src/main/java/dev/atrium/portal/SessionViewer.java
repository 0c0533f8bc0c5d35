package dev.atrium.portal;

import com.vaadin.flow.spring.security.AuthenticationContext;
import dev.atrium.identity.SignedInPerson;
import dev.atrium.shared.PersonId;
import dev.atrium.tenancy.MemberRole;
import dev.atrium.tenancy.Membership;
import dev.atrium.tenancy.Tenant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;

/** The person of the current session. */
class SessionViewer implements Viewer {

    private final AuthenticationContext session;
    private final Memberships memberships;

    SessionViewer(AuthenticationContext session, Memberships memberships) {
        this.session = session;
        this.memberships = memberships;
    }

    @Override
    public Optional<String> name() {
        return person().map(SessionViewer::nameOf);
    }

    @Override
    public Optional<PersonId> id() {
        return person().flatMap(memberships::person);
    }

    @Override
    public List<Membership> memberships() {
        return person().map(memberships::of).orElse(List.of());
    }

    @Override
    public Supplier<Optional<MemberRole>> roleIn(Tenant tenant) {
        var asked = person();
        return () -> asked.map(memberships::of).orElse(List.of()).stream()
                .filter(place -> place.tenant().id().equals(tenant.id()))
                .map(Membership::role)
                .findFirst();
    }

    @Override
    public void signOut() {
        session.logout();
    }

    private Optional<Authentication> person() {
        return session.isAuthenticated()
                ? Optional.ofNullable(SecurityContextHolder.getContext().getAuthentication())
                : Optional.empty();
    }

    private static String nameOf(Authentication person) {
        if (person.getPrincipal() instanceof SignedInPerson known) {
            return known.displayName();
        }
        return person.getName();
    }
}

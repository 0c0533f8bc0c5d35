package dev.atrium.portal;

import com.vaadin.flow.spring.security.AuthenticationContext;
import dev.atrium.tenancy.Tenant;
import java.util.List;
import java.util.Optional;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;

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
    public List<Tenant> organizations() {
        return person().map(memberships::of).orElse(List.of());
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
        if (person.getPrincipal() instanceof OidcUser user && user.getFullName() != null) {
            return user.getFullName();
        }
        return person.getName();
    }
}

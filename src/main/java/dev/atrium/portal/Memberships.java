package dev.atrium.portal;

import dev.atrium.tenancy.Tenant;
import java.util.List;
import org.springframework.security.core.Authentication;

/** Which organizations a signed-in person belongs to. */
@FunctionalInterface
interface Memberships {

    /** In the order of their slugs. */
    List<Tenant> of(Authentication person);
}

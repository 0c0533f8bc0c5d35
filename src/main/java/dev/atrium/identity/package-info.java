/**
 * People and how they sign in. Keycloak owns passwords and sessions of its own; here is who somebody is, by the id
 * that everything else refers to. No claim of a token decides what anybody may do: that is {@code tenancy}'s.
 *
 * <p>All addresses of Keycloak are configured, none is discovered, so a portal starts while Keycloak is away, and
 * whoever is signed in stays so.
 */
@ApplicationModule(allowedDependencies = {"shared", "cluster", "audit"})
@NullMarked
package dev.atrium.identity;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

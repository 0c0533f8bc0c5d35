/**
 * API keys: issuing, checking and revoking the secrets that callers send to the gateway.
 *
 * <p>A secret is shown once, when it is issued. We keep only its SHA-256 digest, so a stolen copy of the
 * database lets nobody call a model.
 */
@ApplicationModule(allowedDependencies = {"shared", "cluster", "audit", "tenancy"})
@NullMarked
package dev.atrium.keys;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

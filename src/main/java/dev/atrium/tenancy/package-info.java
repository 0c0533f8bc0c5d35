/**
 * Organizations, their projects and their members. A tenant (in the UI: organization) is the paying party and the
 * boundary of isolation; it has one currency and always a default project.
 */
@ApplicationModule(allowedDependencies = {"shared", "cluster", "audit", "identity"})
@NullMarked
package dev.atrium.tenancy;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

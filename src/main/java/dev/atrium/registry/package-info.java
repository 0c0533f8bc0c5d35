/**
 * Repositories (of models and datasets), their immutable commits, numbered versions and movable aliases.
 */
@ApplicationModule(allowedDependencies = {"shared", "cluster", "audit", "tenancy", "storage"})
@NullMarked
package dev.atrium.registry;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

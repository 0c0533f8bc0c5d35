/**
 * Content-addressed objects, keyed by (organization, SHA-256). A digest is a name, never a right: one
 * organization never learns that another holds the same bytes.
 */
@ApplicationModule(allowedDependencies = {"shared", "cluster", "audit"})
@NullMarked
package dev.atrium.storage;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

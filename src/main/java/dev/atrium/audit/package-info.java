/**
 * The audit log: who did what to what, written in the transaction of the change itself and never altered.
 */
@ApplicationModule(allowedDependencies = {"shared", "cluster"})
@NullMarked
package dev.atrium.audit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

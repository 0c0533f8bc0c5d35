/**
 * The wire between portal, gateway and worker: records, signatures and tokens. It has no beans and no state.
 */
@ApplicationModule(allowedDependencies = {"shared"})
@NullMarked
package dev.atrium.agent;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

/**
 * The pages: shell, views, component kit and texts. Views stand in {@code portal.<area>}, talk to the doors of other
 * modules and render their records. Nobody may use this module.
 */
@ApplicationModule(
        allowedDependencies = {
            "shared",
            "audit",
            "cluster",
            "identity",
            "tenancy",
            "keys",
            "pricing",
            "storage",
            "registry",
            "metering",
            "pool"
        })
@NullMarked
package dev.atrium.portal;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

/**
 * Demo organizations and models, made once and only through the doors of the modules.
 */
@ApplicationModule(
        allowedDependencies = {
            "shared",
            "cluster",
            "audit",
            "identity",
            "tenancy",
            "keys",
            "pricing",
            "storage",
            "registry",
            "pool"
        })
@NullMarked
package dev.atrium.demo;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

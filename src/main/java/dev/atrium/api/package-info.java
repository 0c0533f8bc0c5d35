/**
 * HTTP of the portal process: the workers' protocol, and the loopback management port.
 */
@ApplicationModule(
        allowedDependencies = {
            "shared",
            "cluster",
            "agent",
            "audit",
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
package dev.atrium.api;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

/**
 * The request path: protocols, key, access, admission, route and relay, each one decorator.
 *
 * <p>Nothing on this path blocks an event loop or asks MySQL: it reads tables in memory, which the change
 * feed fills.
 */
@ApplicationModule(
        allowedDependencies = {
            "shared",
            "cluster",
            "agent",
            "tenancy",
            "keys",
            "registry",
            "pricing",
            "metering",
            "pool"
        })
@NullMarked
package dev.atrium.gateway;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

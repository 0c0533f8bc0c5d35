/**
 * Workers, the engines they offer, deployments, replicas, and the routes that lead gateways to them.
 *
 * <p>Control is level-triggered: a worker reports what is, receives what should be, and converges.
 */
@ApplicationModule(
        allowedDependencies = {"shared", "cluster", "agent", "audit", "tenancy", "storage", "registry", "metering"})
@NullMarked
package dev.atrium.pool;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

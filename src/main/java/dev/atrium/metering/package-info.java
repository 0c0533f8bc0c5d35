/**
 * Usage events from the journal on disk to hourly rollups. An event is written once and never altered;
 * a rollup is recomputed from events, never incremented.
 */
@ApplicationModule(allowedDependencies = {"shared", "cluster", "pricing", "tenancy"})
@NullMarked
package dev.atrium.metering;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

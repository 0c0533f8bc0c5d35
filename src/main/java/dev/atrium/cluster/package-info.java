/**
 * What keeps several processes on one database in step: change feed, leader lease, process registry,
 * clock, connections and migrations. It owns no business data.
 *
 * <p>Numbers of the change feed become visible in commit order and without gaps, because each writer locks
 * the one row of {@code feed_clock} as its last step.
 */
@ApplicationModule(allowedDependencies = {"shared"})
@NullMarked
package dev.atrium.cluster;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

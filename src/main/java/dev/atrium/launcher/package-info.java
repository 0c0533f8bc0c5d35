/**
 * The {@code ./atrium} commands. JDK only, no Spring and no other library: the {@code atrium} script compiles
 * this package alone, before Maven has fetched anything.
 */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package dev.atrium.launcher;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

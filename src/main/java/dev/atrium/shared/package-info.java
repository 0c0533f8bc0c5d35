/**
 * The words that all modules share: typed ids, money, model names, actors and problems; and how a file is
 * written that must survive. It owns no data and has no beans.
 */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package dev.atrium.shared;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

/**
 * The price book: immutable price versions per model and currency, and rating (pure arithmetic).
 *
 * <p>A model without a price in the currency of the payer is refused; free is an explicit zero.
 */
@ApplicationModule(allowedDependencies = {"shared", "cluster", "audit", "tenancy"})
@NullMarked
package dev.atrium.pricing;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

package dev.atrium.portal.models;

import dev.atrium.pool.ServedVersions.Served;
import dev.atrium.pricing.PriceVersion;
import dev.atrium.registry.CallableModel;
import org.jspecify.annotations.Nullable;

/**
 * A model with what those who call it want to know.
 *
 * @param price  in the currency of who looks, or null when there is none
 * @param served or null when nobody deployed the version
 */
public record Offer(
        CallableModel model,
        @Nullable PriceVersion price,
        @Nullable Served served) {}

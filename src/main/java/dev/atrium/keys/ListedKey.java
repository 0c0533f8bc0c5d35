package dev.atrium.keys;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A key in a list.
 *
 * @param usedAt when a gateway accepted the newest request with it, refused ones included; null for never. Gateways
 *               tell it within a second or so.
 */
public record ListedKey(ApiKey key, @Nullable Instant usedAt) {}

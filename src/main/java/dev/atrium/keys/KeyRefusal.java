package dev.atrium.keys;

import dev.atrium.shared.ApiKeyId;
import dev.atrium.shared.RequestId;
import java.time.Instant;

/**
 * A request with a known key that a gateway did not serve.
 *
 * @param code stable, as its caller got it
 * @param at   when the request was accepted
 */
public record KeyRefusal(ApiKeyId key, RequestId request, String code, Instant at) {}

package dev.atrium.pool;

import dev.atrium.shared.Actor;
import dev.atrium.shared.JoinTokenId;
import dev.atrium.shared.Slug;
import dev.atrium.shared.TenantId;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Tokens with which machines become workers. */
public interface JoinTokens {

    /** A token fresh from issuing, the only object that ever holds it in clear. */
    record Issued(JoinTokenId id, String token, Instant expiresAt) {

        /** Leaves the token out: a record prints every component, and this one must reach no log. */
        @Override
        public String toString() {
            return "JoinTokens.Issued[id=%s, expiresAt=%s]".formatted(id, expiresAt);
        }
    }

    /**
     * Issues a token. It cannot be read again later.
     *
     * @param owner    whose workers join with it, or null for the installation's
     * @param pool     name of the pool that they join
     * @param uses     how many workers may join with it, 1 to 1000
     * @param validFor how long it may be used, at most 30 days
     * @throws dev.atrium.shared.ProblemException {@code bad_uses} or {@code bad_validity}
     */
    Issued issue(Actor actor, @Nullable TenantId owner, Slug pool, int uses, Duration validFor);
}

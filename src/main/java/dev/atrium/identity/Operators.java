package dev.atrium.identity;

import dev.atrium.shared.Actor;
import dev.atrium.shared.OperatorLinkId;
import dev.atrium.shared.PersonId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Who operates this installation. A door to this module. */
public interface Operators {

    /** How long a link is good. */
    Duration LINK_LIFE = Duration.ofHours(1);

    /** Where a link leads in the portal; its token follows. */
    String LINK_PATH = "/operator-link?token=";

    /** A link fresh from issuing, the only object that ever holds its token in clear. */
    record Link(OperatorLinkId id, String token, Instant expiresAt) {

        /** Leaves the token out: a record prints every component, and this one must reach no log. */
        @Override
        public String toString() {
            return "Link[id=%s]".formatted(id);
        }
    }

    boolean isOperator(PersonId person);

    /** All of them, the oldest first. */
    List<PersonId> all();

    /** Makes somebody an operator. Making it again changes nothing. */
    void appoint(Actor actor, PersonId person);

    /** Makes a link for the next who opens it and signs in, once, also where registration is closed. */
    Link issueLink(Actor actor);
}

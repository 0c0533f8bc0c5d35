package dev.atrium.identity;

import dev.atrium.shared.Actor;
import dev.atrium.shared.PersonId;
import dev.atrium.shared.Problem;
import dev.atrium.shared.ProblemException;

/** Lets somebody in who came by an operator link, in the transaction of their sign-in. */
record OperatorAdmission(Operators operators, OperatorLinks links) {

    /** Why a link is refused; an unknown one and a used one are the same. */
    private static final String GONE_MESSAGE =
            "This operator link was used, or is more than an hour old. On the portal's machine, ./atrium operator prints another.";

    private static final int GONE = 410;

    /** @throws ProblemException {@code operator_link_gone} */
    void admit(PersonId person, String token) {
        if (!links.use(person, token)) {
            throw new ProblemException(Problem.of(GONE, "operator_link_gone", GONE_MESSAGE));
        }
        operators.appoint(new Actor.Person(person), person);
    }
}

package dev.atrium.demo;

import dev.atrium.identity.Operators;
import dev.atrium.identity.PersonSignedIn;
import dev.atrium.shared.Actor;
import org.springframework.context.event.EventListener;

/** Makes one of the demo people an operator when they first sign in: whoever takes that back is not overruled. */
class DemoOperator {

    private static final Actor SELF = new Actor.Installation("demo");
    private static final String EMAIL = "olga@atrium.example";

    private final Operators operators;

    DemoOperator(Operators operators) {
        this.operators = operators;
    }

    @EventListener
    void on(PersonSignedIn signedIn) {
        if (signedIn.isFirst() && EMAIL.equals(signedIn.person().verifiedEmail())) {
            operators.appoint(SELF, signedIn.person().id());
        }
    }
}

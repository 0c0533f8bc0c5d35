package dev.atrium.identity;

/** A question to upper modules: may somebody who is not known come in although registration is closed? */
public interface Newcomers {

    /** Whether somebody here expects the owner of this address, which is verified and in lower case. */
    boolean areExpected(String email);
}

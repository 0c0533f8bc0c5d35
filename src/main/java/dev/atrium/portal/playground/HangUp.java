package dev.atrium.portal.playground;

/**
 * Ends what another thread waits for. That thread is not interrupted: one that is cannot ask the database any more, and
 * the connection which it tries it with is lost.
 */
final class HangUp {

    private boolean isDone;
    private Runnable end = () -> {};

    /** From now on this is what ends it; at once where that was asked for before. */
    synchronized void ends(Runnable how) {
        end = how;
        if (isDone) {
            how.run();
        }
    }

    synchronized void now() {
        isDone = true;
        end.run();
    }
}

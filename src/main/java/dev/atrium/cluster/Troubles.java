package dev.atrium.cluster;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * Says once that something which is tried again and again has begun to fail, and once that it works again. A
 * failure of another kind meanwhile is said too. For one thread.
 */
final class Troubles {

    private final Logger log;
    private final String what;
    private @Nullable Class<?> kind;

    Troubles(Logger log, String what) {
        this.log = log;
        this.what = what;
    }

    /** What MySQL's absence looks like comes without its stack: nobody can mend it in the code. */
    void failed(Throwable failure) {
        var isDatabase = failure instanceof DataAccessException || failure instanceof TransactionException;
        var found = isDatabase ? DataAccessException.class : failure.getClass();
        if (found == kind) {
            return;
        }
        kind = found;
        if (isDatabase) {
            log.warn("{} fails, and is tried again until it works: {}", what, failure.toString());
        } else {
            log.error("{} fails, and is tried again until it works", what, failure);
        }
    }

    void works() {
        if (kind != null) {
            kind = null;
            log.info("{} works again", what);
        }
    }
}

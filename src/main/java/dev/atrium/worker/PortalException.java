package dev.atrium.worker;

/** The portal did not do what it was asked. */
final class PortalException extends Exception {

    private static final long serialVersionUID = 1L;

    /** What the worker can do about it. */
    enum Kind {
        /** Not reachable, or not well: try again. */
        AWAY,
        /** It does not know this worker: join again. */
        UNKNOWN_WORKER,
        /** Somebody took this worker out of its pool: it may join again, with another token. */
        REMOVED,
        /** The join token is not known, used up or expired. */
        BAD_TOKEN,
        /** It understood and said no: somebody must act. */
        REFUSED
    }

    private final Kind kind;

    PortalException(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    PortalException(Kind kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    Kind kind() {
        return kind;
    }
}

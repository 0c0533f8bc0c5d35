package dev.atrium.worker;

/** Why a replica cannot run, in words that tell people what happened and what to do. */
final class LoadFailure extends Exception {

    private static final long serialVersionUID = 1L;

    /** Whether trying again may help although nobody published anything new. */
    private final boolean passing;

    private LoadFailure(String reason, boolean passing, Throwable cause) {
        super(reason, cause);
        this.passing = passing;
    }

    private LoadFailure(String reason, boolean passing) {
        super(reason);
        this.passing = passing;
    }

    /** The files themselves are at fault; only another version helps. */
    static LoadFailure ofModel(String reason) {
        return new LoadFailure(reason, false);
    }

    static LoadFailure ofModel(String reason, Throwable cause) {
        return new LoadFailure(reason, false, cause);
    }

    /** The machine or the network is at fault; it is tried again. */
    static LoadFailure passing(String reason) {
        return new LoadFailure(reason, true);
    }

    static LoadFailure passing(String reason, Throwable cause) {
        return new LoadFailure(reason, true, cause);
    }

    boolean isPassing() {
        return passing;
    }

    String reason() {
        var message = getMessage();
        return message == null ? "" : message;
    }
}

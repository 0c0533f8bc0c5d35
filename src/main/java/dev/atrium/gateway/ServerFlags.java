package dev.atrium.gateway;

import com.linecorp.armeria.common.FlagsProvider;

/** What Armeria lets nobody set but for the whole process. Public, since it looks for it as a service. */
public final class ServerFlags implements FlagsProvider {

    /**
     * How long a connection stays that is to be closed after an answer. Long enough for a caller who still sends to
     * read why it was refused; Armeria's own 3 s would keep those waiting who read to the end of the connection.
     */
    private static final long CLOSE_DELAY_MILLIS = 100;

    private static final int OVER_DEFAULTS = 100;

    @Override
    public int priority() {
        return OVER_DEFAULTS;
    }

    @Override
    public Long defaultHttp1ConnectionCloseDelayMillis() {
        return CLOSE_DELAY_MILLIS;
    }
}

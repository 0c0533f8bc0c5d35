package dev.atrium.portal;

/** Where people read on: the guides that come with this portal. */
public final class Documents {

    /** How programs call models. */
    public static final String API = "docs/api";

    /** How an installation is run. */
    public static final String OPERATORS = "docs/operators";

    private Documents() {}
}

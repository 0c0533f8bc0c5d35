package dev.atrium.identity;

/** Where people sign in, in the portal. What stands there is the portal's: it also tells why a sign-in failed. */
public final class SignInAddress {

    /** It asks whether the identity provider answers before it sends a browser there. */
    public static final String PAGE = "/sign-in";

    /** The parameter of the page that names a failure. */
    public static final String FAILED = "failed";

    /** The failure of whoever came by an operator link that nobody can use any more. */
    public static final String LINK_GONE = "link";

    private SignInAddress() {}
}

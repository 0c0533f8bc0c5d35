package dev.atrium.tenancy;

import java.util.Locale;

/** What a member is in an organization. */
public enum MemberRole {
    /** Decides everything, members and money included. */
    OWNER,
    /** Makes keys of their own, calls models, sees the usage of it. */
    DEVELOPER;

    /** As it stands in columns, JSON and the audit log. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    static MemberRole of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }
}

package dev.atrium.portal.home;

import dev.atrium.shared.VersionId;
import java.util.Optional;

/** What a version is called. */
@FunctionalInterface
public interface VersionNames {

    /** {@code org/model@v3}, or empty when there is no such version. */
    Optional<String> of(VersionId version);
}

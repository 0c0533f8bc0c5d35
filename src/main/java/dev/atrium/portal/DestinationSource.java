package dev.atrium.portal;

import java.util.List;

/** Adds to what the command palette finds, such as the models of an organization. */
@FunctionalInterface
public interface DestinationSource {

    /**
     * Finds what the current person may see.
     *
     * @param typed        what was typed so far, perhaps nothing
     * @param organization slug of the organization of the current page, or empty
     * @param limit        most to return
     */
    List<Destination> find(String typed, String organization, int limit);
}

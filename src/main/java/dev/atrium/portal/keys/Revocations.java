package dev.atrium.portal.keys;

import dev.atrium.cluster.ChangeFeed;
import dev.atrium.cluster.Processes;
import dev.atrium.cluster.Reach;
import dev.atrium.portal.kit.Live;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Follows a revocation on its way to the gateways. */
public class Revocations {

    private static final Duration EVERY = Duration.ofSeconds(1);

    private final ChangeFeed feed;
    private final Processes processes;
    private final Live live;

    public Revocations(ChangeFeed feed, Processes processes, Live live) {
        this.feed = feed;
        this.processes = processes;
        this.live = live;
    }

    /** Follows the revocation that was committed last: whoever has applied the feed's present number has applied it. */
    void follow(RevocationReach shown, BooleanSupplier mayBeSeen) {
        var number = feed.number();
        shown.show(Reach.of(processes, number));
        live.follow(shown, EVERY, mayBeSeen, () -> Reach.of(processes, number), shown::show);
    }
}

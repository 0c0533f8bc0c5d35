package dev.atrium.cluster;

import dev.atrium.shared.ProcessId;
import java.time.Duration;
import java.util.List;

/** The processes of the cluster that talk to MySQL: portals and gateways. */
public interface Processes {

    /** A process that has not reported for so long counts as gone. */
    Duration GONE_AFTER = Duration.ofSeconds(15);

    /** Says that a process lives, and how it is. */
    void report(ProcessReport report);

    /** A process stops in good order. */
    void signOff(ProcessId id);

    /** Those that reported within {@link #GONE_AFTER}, by role, oldest first. */
    List<ProcessReport> alive();

    /**
     * Those that reported within the last day and did not sign off. After an outage of MySQL this list is right at
     * once, when none has had the time to report again; so it tells whose keys workers should accept.
     */
    List<ProcessReport> known();

    /** Those that reported within {@code time} and did not sign off. They may be cut off from MySQL and go on. */
    List<ProcessReport> heardOfWithin(Duration time);
}

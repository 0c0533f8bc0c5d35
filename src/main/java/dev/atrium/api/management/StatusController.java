package dev.atrium.api.management;

import dev.atrium.cluster.ChangeFeed;
import dev.atrium.cluster.ProcessReport;
import dev.atrium.cluster.Processes;
import dev.atrium.pool.ListedWorker;
import dev.atrium.pool.Replicas;
import dev.atrium.pool.Workers;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The whole cluster at a glance. */
@RestController
class StatusController {

    private final String version;
    private final ChangeFeed feed;
    private final Processes processes;
    private final Workers workers;
    private final Replicas replicas;

    StatusController(String version, ChangeFeed feed, Processes processes, Workers workers, Replicas replicas) {
        this.version = version;
        this.feed = feed;
        this.processes = processes;
        this.workers = workers;
        this.replicas = replicas;
    }

    /**
     * @param feedNumber number of the newest entry of the change feed; a process whose {@code feedAt} is below has
     *                   not applied it yet
     */
    record Status(
            String version,
            long feedNumber,
            List<ProcessReport> processes,
            List<ListedWorker> workers,
            List<ReplicaView> replicas) {}

    @GetMapping("/manage/v1/status")
    Status status() {
        return new Status(
                version,
                feed.number(),
                processes.alive(),
                workers.all(),
                replicas.all().stream().map(ReplicaView::of).toList());
    }
}

package dev.atrium.launcher;

import java.io.IOException;
import java.time.Duration;

/**
 * What a run needs on disk before anything starts.
 *
 * @param downloading how long downloads took
 */
record Preparation(AppLayout app, Duration downloading) {

    /** Builds, fetches and unpacks what is missing or older than its sources. */
    static Preparation make(Installation installation, Steps steps, boolean withMySql, boolean withKeycloak)
            throws IOException {
        Console console = installation.console();
        Build build = new Build(installation.checkout(), console);
        Duration downloading = Duration.ZERO;
        if (!build.isUpToDate()) {
            downloading = downloading.plus(steps.time("Build", build::run));
        }
        if (withMySql && !MySqlDistribution.isObtained()) {
            downloading =
                    downloading.plus(steps.time("MySQL fetched and unpacked", () -> MySqlDistribution.fetch(console)));
        }
        if (withKeycloak) {
            downloading = downloading.plus(SignIn.prepare(installation, steps));
        }
        return new Preparation(AppLayout.of(build.jar(), installation.built()), downloading);
    }
}

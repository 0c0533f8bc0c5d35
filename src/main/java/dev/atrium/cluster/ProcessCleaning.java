package dev.atrium.cluster;

import java.time.Duration;

/** Forgets processes that died without signing off. */
final class ProcessCleaning implements LeaderTask {

    private final JdbcProcesses processes;

    ProcessCleaning(JdbcProcesses processes) {
        this.processes = processes;
    }

    @Override
    public String name() {
        return "process-cleaning";
    }

    @Override
    public Duration every() {
        return Duration.ofMinutes(5);
    }

    @Override
    public void run() {
        processes.forgetSilent();
    }
}

package dev.atrium.cluster;

/** How this process is. A bean of this type makes the process report every few seconds to {@link Processes}. */
@FunctionalInterface
public interface SelfReport {

    ProcessReport now();
}

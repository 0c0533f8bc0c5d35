package dev.atrium.metering;

/** Where a request came from. */
public enum UsageSource {
    API,
    PLAYGROUND,
    JOB,
    EVALUATION
}

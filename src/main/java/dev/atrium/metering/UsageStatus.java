package dev.atrium.metering;

/** How an admitted request ended. */
public enum UsageStatus {
    /** The caller got the whole answer; charged. */
    COMPLETED,
    /** The caller hung up; charged for what had come from the engine. */
    CANCELED,
    /** The engine refused the request as the caller's mistake; not charged. */
    REFUSED,
    /** We or the engine failed; what was produced is recorded, not charged. */
    FAILED,
    /** Our process died before it knew that the caller got the answer; quantities kept, amount waived. */
    UNCONFIRMED
}

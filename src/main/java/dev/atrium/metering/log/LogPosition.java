package dev.atrium.metering.log;

/** A place in the log from which one may read on. */
public record LogPosition(long segment, int offset) {

    /** Before everything that is there. */
    public static final LogPosition START = new LogPosition(0, Segment.HEADER_BYTES);
}

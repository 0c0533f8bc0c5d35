package dev.atrium.metering.log;

/**
 * @param usedBytes bytes of all segments, prepared ones included
 * @param freeBytes bytes that may still be reserved
 * @param problem   why nothing can be reserved or written, in words; empty when all is well
 */
public record LogState(long usedBytes, long freeBytes, String problem) {}

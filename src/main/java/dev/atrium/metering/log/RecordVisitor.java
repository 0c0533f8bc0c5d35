package dev.atrium.metering.log;

import java.nio.ByteBuffer;

/** Sees the records of a log in order. */
@FunctionalInterface
public interface RecordVisitor {

    /** @param payload valid during the call only */
    void visit(byte type, long number, ByteBuffer payload);
}

package dev.atrium.gateway;

import io.netty.buffer.ByteBuf;
import java.io.ByteArrayOutputStream;

/** The beginning of an error's body; the rest of a long one is dropped. */
final class ErrorBody {

    private static final int LONGEST = 65_536;

    private final ByteArrayOutputStream content = new ByteArrayOutputStream();

    void add(ByteBuf part) {
        var bytes = new byte[Math.min(part.readableBytes(), LONGEST - content.size())];
        part.readBytes(bytes);
        content.writeBytes(bytes);
    }

    byte[] bytes() {
        return content.toByteArray();
    }
}

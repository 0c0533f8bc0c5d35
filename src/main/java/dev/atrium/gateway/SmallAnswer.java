package dev.atrium.gateway;

import io.netty.buffer.ByteBuf;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;

/** Collects a short answer of a worker; anything but a 200 of a few kilobytes is a failure. */
final class SmallAnswer implements Relay.Receiver {

    private static final int OK = 200;
    private static final int LONGEST = 16_384;

    private final CompletableFuture<byte[]> future = new CompletableFuture<>();
    private final ByteArrayOutputStream content = new ByteArrayOutputStream();
    private int status;

    CompletableFuture<byte[]> future() {
        return future;
    }

    @Override
    public void head(Relay.Head head) {
        status = head.status();
    }

    @Override
    public void content(ByteBuf part) {
        if (content.size() + part.readableBytes() <= LONGEST) {
            var bytes = new byte[part.readableBytes()];
            part.readBytes(bytes);
            content.writeBytes(bytes);
        } else {
            failed(new IOException("the worker's answer is too long"));
        }
    }

    @Override
    public void end() {
        if (status == OK) {
            future.complete(content.toByteArray());
        } else {
            failed(new IOException("the worker answered %d".formatted(status)));
        }
    }

    @Override
    public void failed(Throwable cause) {
        future.completeExceptionally(cause);
    }
}

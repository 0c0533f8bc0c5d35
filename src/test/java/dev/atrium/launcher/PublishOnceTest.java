package dev.atrium.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PublishOnceTest {

    @TempDir
    Path folder;

    @Test
    void makesFolderOnceHoweverManyAsk() {
        AtomicInteger made = new AtomicInteger();

        try (var threads = Executors.newFixedThreadPool(8)) {
            for (int i = 0; i < 8; i++) {
                threads.submit(() -> PublishOnce.publish(folder.resolve("server"), part -> {
                    made.incrementAndGet();
                    Files.writeString(part.resolve("file"), "whole");
                }));
            }
        }

        assertThat(made).hasValue(1);
        assertThat(folder.resolve("server/file")).hasContent("whole");
    }

    @Test
    void leavesNothingBehindWhenFillingFails() throws Exception {
        Path target = folder.resolve("server");

        assertThatThrownBy(() -> PublishOnce.publish(target, part -> {
                    Files.writeString(part.resolve("file"), "half");
                    throw new IOException("No space left on device");
                }))
                .isInstanceOf(UncheckedIOException.class)
                .hasRootCauseMessage("No space left on device");

        assertThat(target).doesNotExist();
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(folder.resolve("server.lock"));
        }
    }
}

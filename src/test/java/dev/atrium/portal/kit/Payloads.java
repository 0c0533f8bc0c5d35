package dev.atrium.portal.kit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** Markdown that tries to do more than to be read. */
public final class Payloads {

    private Payloads() {}

    /** All of them. */
    public static List<String> all() {
        try (var file = Payloads.class.getResourceAsStream("/portal/markdown-payloads.txt")) {
            var text = new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
            return List.of(text.split("\n%%\n"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package dev.atrium.portal.kit;

import dev.atrium.shared.Digest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Addresses of our own browser files. They carry a digest, so that a browser may keep what it has for a year. */
public final class Assets {

    private static final int DIGITS = 8;
    private static final Map<String, String> DIGESTS = new ConcurrentHashMap<>();

    private Assets() {}

    /**
     * The address of a file for Vaadin, which knows where the application is mounted.
     *
     * @param path below the public folder, such as {@code assets/kit.js}
     */
    public static String url(String path) {
        return "context://" + versioned(path);
    }

    /** The address relative to the application. */
    public static String versioned(String path) {
        return path + "?v-c=" + DIGESTS.computeIfAbsent(path, Assets::digest);
    }

    private static String digest(String path) {
        try (var content = Assets.class.getResourceAsStream("/META-INF/resources/" + path)) {
            if (content == null) {
                throw new IllegalArgumentException(
                        "asset: '%s' (expected: a file of the folder frontend)".formatted(path));
            }
            return Digest.of(content.readAllBytes()).hex().substring(0, DIGITS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

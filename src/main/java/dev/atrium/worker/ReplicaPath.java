package dev.atrium.worker;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Paths of files in a manifest. Their names come from publishers, and so from anybody. */
final class ReplicaPath {

    private static final int MAX_LENGTH = 1000;
    private static final int MAX_SEGMENT = 255;

    private ReplicaPath() {}

    /** The place of {@code path} in {@code folder}, or null when it would be outside or is no sound name. */
    static @Nullable Path inside(Path folder, String path) {
        if (path.isEmpty() || path.length() > MAX_LENGTH || path.indexOf('\\') >= 0) {
            return null;
        }
        if (path.chars().anyMatch(Character::isISOControl)) {
            return null;
        }
        for (var segment : List.of(path.split("/", -1))) {
            if (segment.isEmpty() || segment.equals(".") || segment.equals("..") || segment.length() > MAX_SEGMENT) {
                return null;
            }
        }
        try {
            var target = folder.resolve(path).normalize();
            return target.startsWith(folder) && !target.equals(folder) ? target : null;
        } catch (InvalidPathException _) {
            return null; // no name for a file here, as one in Chinese where the locale knows ASCII only
        }
    }
}

package dev.atrium.registry;

import dev.atrium.shared.Problem;
import dev.atrium.shared.ProblemException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The paths of a manifest: relative, with {@code /}, and such that every file system can hold them side by side.
 * Workers write them into a folder of the replica, so a path that could leave it is refused here already.
 */
final class ManifestPaths {

    static final int MAX_FILES = 10_000;
    static final int MAX_LENGTH = 500;
    static final int MAX_SEGMENT_BYTES = 255;

    private static final String FIELD = "files";

    private ManifestPaths() {}

    /** @throws ProblemException {@code bad_path}, {@code no_files} or {@code too_many_files} */
    static void check(Collection<String> paths) {
        if (paths.isEmpty()) {
            throw problem("no_files", "There are no files. Name at least one.");
        }
        if (paths.size() > MAX_FILES) {
            throw problem(
                    "too_many_files",
                    "There are %d files. Pack them, so that at most %d remain.".formatted(paths.size(), MAX_FILES));
        }
        paths.forEach(ManifestPaths::checkAlone);
        checkTogether(paths);
    }

    private static void checkAlone(String path) {
        wrongWith(path).ifPresent(wrong -> {
            throw bad(path, wrong);
        });
    }

    private static Optional<String> wrongWith(String path) {
        if (path.length() > MAX_LENGTH) {
            return Optional.of("it is longer than %d characters".formatted(MAX_LENGTH));
        }
        if (path.indexOf('\\') >= 0) {
            return Optional.of("it has a backslash; folders are separated by /");
        }
        if (path.codePoints().anyMatch(ManifestPaths::isUnseen)) {
            return Optional.of("it has a character that nobody can see");
        }
        if (!Normalizer.isNormalized(path, Normalizer.Form.NFC)) {
            return Optional.of("it is not in Unicode's normal form C");
        }
        return List.of(path.split("/", -1)).stream()
                .flatMap(segment -> wrongWithSegment(segment).stream())
                .findFirst();
    }

    private static Optional<String> wrongWithSegment(String segment) {
        if (segment.isEmpty()) {
            return Optional.of("it begins or ends with /, or has two in a row");
        }
        if (segment.equals(".") || segment.equals("..")) {
            return Optional.of("it has . or .. as a folder");
        }
        if (segment.getBytes(StandardCharsets.UTF_8).length > MAX_SEGMENT_BYTES) {
            return Optional.of("one of its names is longer than %d bytes".formatted(MAX_SEGMENT_BYTES));
        }
        return Optional.empty();
    }

    private static boolean isUnseen(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }

    /** Some file systems ignore case, and none holds a file and a folder of one name. */
    private static void checkTogether(Collection<String> paths) {
        var seen = new HashMap<String, String>();
        for (var path : paths) {
            var other = seen.put(folded(path), path);
            if (other != null) {
                throw bad(path, "it differs from '%s' in nothing but case".formatted(other));
            }
        }
        for (var path : paths) {
            foldersOf(folded(path)).stream()
                    .filter(seen::containsKey)
                    .findFirst()
                    .ifPresent(folder -> {
                        throw bad(path, "'%s' is a file already".formatted(seen.get(folder)));
                    });
        }
    }

    private static Set<String> foldersOf(String path) {
        var folders = new HashSet<String>();
        for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
            folders.add(path.substring(0, slash));
        }
        return folders;
    }

    private static String folded(String path) {
        return path.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
    }

    private static ProblemException bad(String path, String wrong) {
        return problem("bad_path", "The path '%s' cannot be used: %s. Rename the file.".formatted(shown(path), wrong));
    }

    /** The path in a form that is fit to print. */
    private static String shown(String path) {
        var seen = new StringBuilder();
        path.codePoints().limit(MAX_LENGTH).forEach(point -> seen.appendCodePoint(isUnseen(point) ? '\uFFFD' : point));
        return seen.toString();
    }

    private static ProblemException problem(String code, String message) {
        return new ProblemException(Problem.ofField(FIELD, code, message));
    }
}

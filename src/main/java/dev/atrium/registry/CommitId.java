package dev.atrium.registry;

import dev.atrium.registry.Repositories.ManifestFile;
import dev.atrium.shared.Digest;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Names a commit by what it is. The id is the first 40 hex digits (160 bits) of the SHA-256 of this text in UTF-8,
 * each line ended by a line feed:
 *
 * <pre>
 * atrium commit 1
 * parent &lt;id of the parent, or 40 zeros&gt;
 * file &lt;digest&gt; &lt;size in bytes&gt; &lt;path&gt;        one line per file, by path in the order of its UTF-16 units
 * message &lt;length in UTF-16 units&gt;
 * &lt;message&gt;
 * </pre>
 *
 * <p>Paths hold no line feed and the message stands last with its length, so two commits never share a text.
 * Forty digits, because clients of model hubs expect a revision of that form.
 */
final class CommitId {

    static final int LENGTH = 40;

    private static final String NO_PARENT = "0".repeat(LENGTH);

    private CommitId() {}

    static String of(@Nullable String parent, List<ManifestFile> files, String message) {
        return Digest.of(text(parent, files, message).getBytes(StandardCharsets.UTF_8))
                .hex()
                .substring(0, LENGTH);
    }

    private static String text(@Nullable String parent, List<ManifestFile> files, String message) {
        var lines = files.stream()
                .sorted(Comparator.comparing(ManifestFile::path))
                .map(file -> "file %s %d %s\n".formatted(file.digest(), file.sizeBytes(), file.path()))
                .collect(Collectors.joining());
        return "atrium commit 1\nparent %s\n%smessage %d\n%s\n"
                .formatted(parent == null ? NO_PARENT : parent, lines, message.length(), message);
    }
}

package dev.atrium.api.management;

import dev.atrium.shared.Problem;
import dev.atrium.shared.ProblemException;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.TreeMap;

/**
 * The files of a folder that is to become a model. Hidden files and folders are left out; a link counts as the file
 * that it leads to, as long as that lies within the folder.
 */
final class ModelFolder {

    private static final int MAX_FILES = 1_000;
    private static final long MAX_BYTES = 500L * 1024 * 1024 * 1024;
    private static final String FIELD = "directory";

    private final Path root;
    private final Map<String, Path> files = new TreeMap<>();
    private long bytes;

    private ModelFolder(Path root) {
        this.root = root;
    }

    /**
     * Lists a folder.
     *
     * @return path within the folder, with {@code /}, to the file itself
     * @throws ProblemException if it is no folder, is empty or too large, or has a link that leaves it
     */
    static Map<String, Path> files(Path directory) throws IOException {
        if (!directory.isAbsolute() || !Files.isDirectory(directory)) {
            throw refusal("no_such_directory", "'%s' is not an absolute path of a folder here.".formatted(directory));
        }
        var folder = new ModelFolder(directory.toRealPath());
        Files.walkFileTree(folder.root, folder.new Visitor());
        if (folder.files.isEmpty()) {
            throw refusal("no_files", "The folder '%s' has no files.".formatted(directory));
        }
        return folder.files;
    }

    private void add(Path file) throws IOException {
        var real = file.toRealPath();
        if (!real.startsWith(root)) {
            throw refusal(
                    "link_leaves_folder", "The link '%s' leads out of the folder.".formatted(root.relativize(file)));
        }
        if (!Files.isRegularFile(real, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        bytes = Math.addExact(bytes, Files.size(real));
        files.put(root.relativize(file).toString().replace(file.getFileSystem().getSeparator(), "/"), real);
        if (files.size() > MAX_FILES || bytes > MAX_BYTES) {
            throw refusal(
                    "too_large", "The folder has more than %d files or %d bytes.".formatted(MAX_FILES, MAX_BYTES));
        }
    }

    private static ProblemException refusal(String code, String message) {
        return new ProblemException(Problem.ofField(FIELD, code, message));
    }

    private static boolean isHidden(Path path) {
        return path.getFileName().toString().startsWith(".");
    }

    private final class Visitor extends SimpleFileVisitor<Path> {

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            return !folder.equals(root) && isHidden(folder) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            if (!isHidden(file)) {
                add(file);
            }
            return FileVisitResult.CONTINUE;
        }
    }
}

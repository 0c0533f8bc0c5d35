package dev.atrium.pool;

import dev.atrium.registry.Repositories.ManifestFile;
import java.util.List;
import java.util.Optional;

/** Which engine the files of a version need. */
final class Engines {

    static final String ONNX = "onnx";

    private Engines() {}

    /** Empty when no engine serves files like these. */
    static Optional<String> neededBy(List<ManifestFile> files) {
        return files.stream().anyMatch(file -> file.path().endsWith(".onnx")) ? Optional.of(ONNX) : Optional.empty();
    }
}

package dev.atrium.worker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * Unpacks the native half of ONNX Runtime once into the worker's own folder. By itself it unpacks a copy into the
 * temporary folder at each start, and leaves it there when the process is killed.
 */
final class NativeLibraries {

    private static final String RESOURCES = "/ai/onnxruntime/native/linux-x64/";
    private static final List<String> NAMES = List.of("libonnxruntime.so", "libonnxruntime4j_jni.so");

    private NativeLibraries() {}

    /** To be called before anything of the two libraries is used. */
    static void prepare(Path data) throws IOException {
        var folder = data.resolve("native");
        PrivateFiles.createFolder(folder);
        TextTokenizer.prepare(folder);
        if ("amd64".equals(System.getProperty("os.arch")) && "Linux".equals(System.getProperty("os.name"))) {
            unpack(folder);
        }
    }

    private static void unpack(Path folder) throws IOException {
        for (var name : NAMES) {
            try (var content = NativeLibraries.class.getResourceAsStream(RESOURCES + name)) {
                if (content == null) {
                    return; // another build of the library: it finds its way alone
                }
                copyOnce(content.readAllBytes(), folder.resolve(name));
            }
        }
        System.setProperty("onnxruntime.native.path", folder.toString());
    }

    private static void copyOnce(byte[] content, Path file) throws IOException {
        if (Files.exists(file) && Files.mismatch(file, Files.write(sibling(file), content)) < 0) {
            Files.delete(sibling(file));
            return;
        }
        Files.write(sibling(file), content);
        Files.move(sibling(file), file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static Path sibling(Path file) {
        return file.resolveSibling(file.getFileName() + ".next");
    }
}

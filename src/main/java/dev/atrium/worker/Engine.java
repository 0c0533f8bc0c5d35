package dev.atrium.worker;

import java.nio.file.Path;

/** A program that can serve models of one kind. Others are attached by implementing this. */
interface Engine {

    /** As the portal knows it, for example {@code onnx}. */
    String name();

    /** Whether the files look like something that this engine serves. Reads names only. */
    boolean recognizes(Path folder);

    /**
     * Loads a model whose files have the digests of their manifest, but are untrusted otherwise.
     *
     * @param model {@code org/model@v1}, for logs and errors
     */
    LoadedModel load(Path folder, String model) throws LoadFailure;
}

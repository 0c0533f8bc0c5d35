package dev.atrium.worker;

import dev.atrium.worker.ProtoReader.Malformed;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * What a model file says of itself, read before native code sees it: all tensors are looked at, so that none
 * names a file outside of the model's folder or claims more bytes than there are. Field numbers are those of
 * {@code onnx.proto3}.
 *
 * @param quantizesDynamically whether the graph computes scales from its inputs, which makes the result for one
 *                             text depend on the others in its batch
 */
record OnnxFile(boolean quantizesDynamically) {

    private static final int MODEL_IR_VERSION = 1;
    private static final int MODEL_GRAPH = 7;
    private static final int MODEL_FUNCTIONS = 25;
    private static final int MODEL_TRAINING = 20;
    private static final int NEWEST_IR_VERSION = 99;

    /** @throws LoadFailure if the file is no sound ONNX model, or reaches out of {@code folder} */
    static OnnxFile inspect(Path file, Path folder) throws LoadFailure {
        var name = folder.relativize(file).toString();
        try (var channel = FileChannel.open(file, StandardOpenOption.READ);
                var arena = Arena.ofConfined()) {
            if (channel.size() == 0) {
                throw new Malformed("it is empty");
            }
            return inspect(channel.map(MapMode.READ_ONLY, 0, channel.size(), arena), new OnnxGraph(file));
        } catch (Malformed e) {
            throw LoadFailure.ofModel(
                    "%s cannot be used: %s. Export the model again and publish it.".formatted(name, e.getMessage()), e);
        } catch (IOException e) {
            throw LoadFailure.passing("%s could not be read: %s.".formatted(name, e.getMessage()), e);
        }
    }

    private static OnnxFile inspect(MemorySegment bytes, OnnxGraph graph) throws Malformed {
        var reader = new ProtoReader(bytes);
        var isModel = false;
        try {
            while (reader.next()) {
                isModel |= reader.field() == MODEL_GRAPH && reader.isBytes();
                inspectField(reader, graph);
            }
        } catch (Malformed e) {
            throw isModel ? e : new Malformed("it is not an ONNX model, or cut short: " + e.getMessage());
        }
        if (!isModel) {
            throw new Malformed("it is not an ONNX model, for it has no graph");
        }
        return new OnnxFile(graph.quantizesDynamically());
    }

    private static void inspectField(ProtoReader reader, OnnxGraph graph) throws Malformed {
        switch (reader.field()) {
            case MODEL_IR_VERSION -> checkVersion(reader.number());
            case MODEL_GRAPH -> graph.inspect(reader.message());
            case MODEL_FUNCTIONS -> graph.inspectFunction(reader.message());
            case MODEL_TRAINING -> graph.inspectTraining(reader.message());
            default -> reader.skip();
        }
    }

    private static void checkVersion(long version) throws Malformed {
        if (version < 1 || version > NEWEST_IR_VERSION) {
            throw new Malformed("its format has the version " + version);
        }
    }

    /** Where an external tensor of {@code model} lies; null when the place is outside of the model's folder. */
    static @Nullable Path inside(Path model, String location) throws IOException {
        var folder = model.toAbsolutePath().getParent();
        if (folder == null || location.isEmpty() || Path.of(location).isAbsolute()) {
            return null;
        }
        var target = folder.resolve(location).normalize();
        if (!target.startsWith(folder) || !Files.isRegularFile(target)) {
            return null;
        }
        return target.toRealPath().startsWith(folder.toRealPath()) ? target : null;
    }
}

package dev.atrium.worker;

import dev.atrium.worker.ProtoReader.Malformed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Checks that a tensor's data is where it says, inside of the model's folder, and as long as its shape asks. */
final class OnnxTensorCheck {

    private static final int DIMS = 1;
    private static final int DATA_TYPE = 2;
    private static final int RAW_DATA = 9;
    private static final int EXTERNAL_DATA = 13;
    private static final int DATA_LOCATION = 14;
    private static final int ENTRY_KEY = 1;
    private static final int ENTRY_VALUE = 2;
    private static final int MAX_TEXT = 4096;
    private static final int ELEMENTS_PER_BYTE = 2; // of 4 bits each
    private static final long MAX_ELEMENTS = 1L << 40;

    /** Bits per element by number of the type; 0 where the length cannot be told from the shape. */
    private static final int[] BITS = {
        0, 32, 8, 8, 16, 16, 32, 64, 0, 8, 16, 64, 32, 64, 64, 128, 16, 8, 8, 8, 8, 4, 4, 4
    };

    private final Path model;

    OnnxTensorCheck(Path model) {
        this.model = model;
    }

    void check(ProtoReader tensor) throws Malformed {
        var shape = new Shape();
        long type = 0;
        long rawLength = -1;
        var external = new HashMap<String, String>();
        var isExternal = false;
        while (tensor.next()) {
            switch (tensor.field()) {
                case DIMS -> shape.read(tensor);
                case DATA_TYPE -> type = tensor.number();
                case RAW_DATA -> rawLength = tensor.bytes().byteSize();
                case EXTERNAL_DATA -> readEntry(tensor.message(), external);
                case DATA_LOCATION -> isExternal = tensor.number() != 0;
                default -> tensor.skip();
            }
        }
        var wanted = byteSize(shape.elements, type);
        if (isExternal || !external.isEmpty()) {
            checkExternal(external, wanted);
        } else if (rawLength >= 0 && wanted >= 0 && rawLength != wanted) {
            throw new Malformed("a tensor's shape asks for %d bytes, but it holds %d".formatted(wanted, rawLength));
        } else if (rawLength < 0 && shape.elements > ELEMENTS_PER_BYTE * tensor.byteSize()) {
            throw new Malformed("a tensor claims %d elements in %d bytes".formatted(shape.elements, tensor.byteSize()));
        }
    }

    private static final class Shape {

        private long elements = 1;

        /** Repeated numbers come one by one or packed. */
        private void read(ProtoReader tensor) throws Malformed {
            if (tensor.isNumber()) {
                times(tensor.number());
                return;
            }
            var packed = ProtoReader.packed(tensor.bytes());
            while (packed.hasMore()) {
                times(packed.packedNumber());
            }
        }

        private void times(long dimension) throws Malformed {
            if (dimension < 0) {
                throw new Malformed("a tensor has the dimension %d".formatted(dimension));
            }
            if (dimension > 0 && elements > MAX_ELEMENTS / dimension) {
                throw new Malformed("a tensor claims more than %d elements".formatted(MAX_ELEMENTS));
            }
            elements *= dimension;
        }
    }

    private static long byteSize(long elements, long type) {
        if (type <= 0 || type >= BITS.length || BITS[(int) type] == 0) {
            return -1;
        }
        return (elements * BITS[(int) type] + Byte.SIZE - 1) / Byte.SIZE;
    }

    private static void readEntry(ProtoReader entry, Map<String, String> all) throws Malformed {
        var key = "";
        var value = "";
        while (entry.next()) {
            switch (entry.field()) {
                case ENTRY_KEY -> key = entry.text(MAX_TEXT);
                case ENTRY_VALUE -> value = entry.text(MAX_TEXT);
                default -> entry.skip();
            }
        }
        all.put(key, value);
    }

    private void checkExternal(Map<String, String> external, long wanted) throws Malformed {
        var location = external.getOrDefault("location", "");
        try {
            var file = OnnxFile.inside(model, location);
            if (file == null) {
                throw new Malformed("its data lies in '%s', which is not a file of this model".formatted(location));
            }
            var offset = number(external, "offset", 0);
            var length = number(external, "length", Math.max(wanted, 0));
            if ((wanted >= 0 && length != wanted) || length > Files.size(file) - offset) {
                throw new Malformed("a tensor asks for %d bytes from byte %d of '%s', which has %d"
                        .formatted(Math.max(wanted, length), offset, location, Files.size(file)));
            }
        } catch (InvalidPathException | IOException e) {
            throw new Malformed("its data lies in '%s', which cannot be read".formatted(location));
        }
    }

    private static long number(Map<String, String> external, String key, long otherwise) throws Malformed {
        try {
            var value = Long.parseLong(external.getOrDefault(key, Long.toString(otherwise)));
            if (value >= 0) {
                return value;
            }
        } catch (NumberFormatException _) {
            // said below
        }
        throw new Malformed("the %s of its external data is '%s'".formatted(key, external.get(key)));
    }
}

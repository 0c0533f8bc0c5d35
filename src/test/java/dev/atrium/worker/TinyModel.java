package dev.atrium.worker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An embedding model of four words whose graph looks up a row per token: small enough for each test to have its own,
 * and to be built wrongly. Field numbers are those of {@code onnx.proto3}.
 */
final class TinyModel {

    static final int DIMENSIONS = 4;

    private static final int WORDS = 5;
    private static final long FLOAT = 1;
    static final long INT64 = 7;
    static final long INT32 = 6;

    private final Map<String, long[]> inputs = new LinkedHashMap<>();
    private ProtoWriter table = table(tableBytes());
    private String config = "{\"max_position_embeddings\": 16, \"vocab_size\": %d}".formatted(WORDS);

    TinyModel() {
        inputs.put("input_ids", new long[] {INT64, -1, -1});
        inputs.put("attention_mask", new long[] {INT64, -1, -1});
    }

    /** @param type of its elements; {@code -1} among {@code shape} is any size */
    TinyModel input(String name, long type, long... shape) {
        var all = new long[shape.length + 1];
        all[0] = type;
        System.arraycopy(shape, 0, all, 1, shape.length);
        inputs.put(name, all);
        return this;
    }

    TinyModel without(String input) {
        inputs.remove(input);
        return this;
    }

    TinyModel config(String json) {
        config = json;
        return this;
    }

    /** Takes the words' rows from another file. */
    TinyModel external(String location, long offset, long length) {
        table = tensor().message(13, entry("location", location))
                .message(13, entry("offset", Long.toString(offset)))
                .message(13, entry("length", Long.toString(length)))
                .number(14, 1);
        return this;
    }

    TinyModel rows(byte[] raw) {
        table = table(raw);
        return this;
    }

    static byte[] tableBytes() {
        var buffer = ByteBuffer.allocate(WORDS * DIMENSIONS * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (int word = 0; word < WORDS; word++) {
            for (int i = 0; i < DIMENSIONS; i++) {
                buffer.putFloat(word == i ? 1 : 0.25f * word);
            }
        }
        return buffer.array();
    }

    byte[] graph() {
        var graph = new ProtoWriter()
                .message(
                        1,
                        new ProtoWriter()
                                .text(1, "table")
                                .text(1, "input_ids")
                                .text(2, "last_hidden_state")
                                .text(4, "Gather"))
                .text(2, "tiny")
                .message(5, table);
        inputs.forEach((name, type) -> graph.message(11, value(name, type)));
        graph.message(12, value("last_hidden_state", new long[] {FLOAT, -1, -1, DIMENSIONS}));
        return new ProtoWriter()
                .number(1, 8)
                .message(7, graph)
                .message(8, new ProtoWriter().number(2, 13))
                .toBytes();
    }

    Path write(Path folder) {
        try {
            Files.createDirectories(folder);
            Files.write(folder.resolve("model.onnx"), graph());
            Files.writeString(folder.resolve("config.json"), config);
            Files.writeString(folder.resolve("tokenizer.json"), tokenizer());
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String tokenizer() {
        return """
                {"version": "1.0", "truncation": {"direction": "Right", "max_length": 2, "strategy": "LongestFirst",
                 "stride": 0}, "padding": null, "added_tokens": [], "normalizer": null,
                 "pre_tokenizer": {"type": "Whitespace"}, "post_processor": null, "decoder": null,
                 "model": {"type": "WordLevel", "unk_token": "?",
                           "vocab": {"?": 0, "one": 1, "two": 2, "three": 3, "four": 4}}}
                """;
    }

    private static ProtoWriter table(byte[] raw) {
        return tensor().bytes(9, raw);
    }

    private static ProtoWriter tensor() {
        return new ProtoWriter()
                .number(1, WORDS)
                .number(1, DIMENSIONS)
                .number(2, FLOAT)
                .text(8, "table");
    }

    private static ProtoWriter entry(String key, String value) {
        return new ProtoWriter().text(1, key).text(2, value);
    }

    private static ProtoWriter value(String name, long[] typeAndShape) {
        var shape = new ProtoWriter();
        for (int i = 1; i < typeAndShape.length; i++) {
            var size = typeAndShape[i];
            shape.message(1, size < 0 ? new ProtoWriter().text(2, "d" + i) : new ProtoWriter().number(1, size));
        }
        var tensor = new ProtoWriter().number(1, typeAndShape[0]).message(2, shape);
        return new ProtoWriter().text(1, name).message(2, new ProtoWriter().message(1, tensor));
    }
}

package dev.atrium.worker;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Writes graphs node by node. Field numbers are those of {@code onnx.proto3}. */
final class OnnxGraphWriter {

    static final long FLOAT = 1;
    static final long INT64 = 7;
    static final long BOOL = 9;
    static final long HALF = 10;

    private static final int IR_VERSION = 8;
    private static final int OPERATORS = 17;
    private static final int INT = 2;
    private static final int INTS = 7;
    private static final int GRAPH = 5;

    private final ProtoWriter graph = new ProtoWriter().text(2, "tiny");
    private String last = "";

    byte[] toBytes() {
        return new ProtoWriter()
                .number(1, IR_VERSION)
                .message(7, graph)
                .message(8, new ProtoWriter().number(2, OPERATORS))
                .toBytes();
    }

    OnnxGraphWriter node(String operator, String output, String... inputs) {
        graph.message(1, bare(operator, output, inputs));
        return this;
    }

    /** One with the attribute {@code perm}. */
    OnnxGraphWriter node(String operator, String output, long[] order, String input) {
        var attribute = new ProtoWriter().text(1, "perm");
        for (var axis : order) {
            attribute.number(8, axis);
        }
        graph.message(1, bare(operator, output, input).message(5, attribute.number(20, INTS)));
        return this;
    }

    OnnxGraphWriter cast(String output, String input, long type) {
        var attribute = new ProtoWriter().text(1, "to").number(3, type).number(20, INT);
        graph.message(1, bare("Cast", output, input).message(5, attribute));
        return this;
    }

    /** Along the third axis. */
    OnnxGraphWriter concat(String output, String... inputs) {
        var attribute = new ProtoWriter().text(1, "axis").number(3, 2).number(20, INT);
        graph.message(1, bare("Concat", output, inputs).message(5, attribute));
        return this;
    }

    /** What {@code then} or {@code otherwise} computes last. */
    OnnxGraphWriter either(String output, String condition, OnnxGraphWriter then, OnnxGraphWriter otherwise) {
        graph.message(
                1,
                bare("If", output, condition)
                        .message(5, branch("then_branch", then))
                        .message(5, branch("else_branch", otherwise)));
        return this;
    }

    private static ProtoWriter branch(String name, OnnxGraphWriter graph) {
        graph.graph.message(12, new ProtoWriter().text(1, graph.last).message(2, type(FLOAT, 1, -1, -1, -1)));
        return new ProtoWriter().text(1, name).message(6, graph.graph).number(20, GRAPH);
    }

    OnnxGraphWriter floats(String name, float[] values, long... shape) {
        return tensor(name, FLOAT, TinyDecoder.littleEndian(values), shape);
    }

    OnnxGraphWriter longs(String name, long[] values, long... shape) {
        var buffer = ByteBuffer.allocate(values.length * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        buffer.asLongBuffer().put(values);
        return tensor(name, INT64, buffer.array(), shape);
    }

    private OnnxGraphWriter tensor(String name, long type, byte[] raw, long... shape) {
        var tensor = new ProtoWriter();
        for (var size : shape) {
            tensor.number(1, size);
        }
        graph.message(5, tensor.number(2, type).text(8, name).bytes(9, raw));
        return this;
    }

    OnnxGraphWriter input(String name, long type, long... shape) {
        graph.message(11, new ProtoWriter().text(1, name).message(2, type(type, shape)));
        return this;
    }

    OnnxGraphWriter output(String name, long type, long... shape) {
        graph.message(12, new ProtoWriter().text(1, name).message(2, type(type, shape)));
        return this;
    }

    private static ProtoWriter type(long type, long... sizes) {
        var shape = new ProtoWriter();
        for (int i = 0; i < sizes.length; i++) {
            shape.message(1, sizes[i] < 0 ? new ProtoWriter().text(2, "d" + i) : new ProtoWriter().number(1, sizes[i]));
        }
        return new ProtoWriter().message(1, new ProtoWriter().number(1, type).message(2, shape));
    }

    private ProtoWriter bare(String operator, String output, String... inputs) {
        last = output;
        var node = new ProtoWriter();
        for (var input : inputs) {
            node.text(1, input);
        }
        return node.text(2, output).text(4, operator);
    }
}

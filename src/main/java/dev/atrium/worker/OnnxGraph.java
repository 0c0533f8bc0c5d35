package dev.atrium.worker;

import dev.atrium.worker.ProtoReader.Malformed;
import java.nio.file.Path;

/** Walks a graph with all that is nested in it. */
final class OnnxGraph {

    private static final int GRAPH_NODE = 1;
    private static final int GRAPH_INITIALIZER = 5;
    private static final int GRAPH_SPARSE_INITIALIZER = 15;
    private static final int NODE_OP_TYPE = 4;
    private static final int NODE_ATTRIBUTE = 5;
    private static final int ATTRIBUTE_TENSOR = 5;
    private static final int ATTRIBUTE_GRAPH = 6;
    private static final int ATTRIBUTE_TENSORS = 10;
    private static final int ATTRIBUTE_GRAPHS = 11;
    private static final int ATTRIBUTE_SPARSE_TENSOR = 22;
    private static final int ATTRIBUTE_SPARSE_TENSORS = 23;
    private static final int FUNCTION_NODE = 7;
    private static final int FUNCTION_ATTRIBUTE_PROTO = 11;
    private static final int TRAINING_INITIALIZATION = 1;
    private static final int TRAINING_ALGORITHM = 2;
    private static final int SPARSE_VALUES = 1;
    private static final int SPARSE_INDICES = 2;
    private static final int MAX_DEPTH = 16;
    private static final int MAX_NAME = 1000;

    private final OnnxTensorCheck tensors;
    private boolean quantizesDynamically;
    private int depth;

    OnnxGraph(Path model) {
        this.tensors = new OnnxTensorCheck(model);
    }

    boolean quantizesDynamically() {
        return quantizesDynamically;
    }

    void inspect(ProtoReader graph) throws Malformed {
        if (++depth > MAX_DEPTH) {
            throw new Malformed("its graphs are nested more than %d deep".formatted(MAX_DEPTH));
        }
        while (graph.next()) {
            switch (graph.field()) {
                case GRAPH_NODE -> inspectNode(graph.message());
                case GRAPH_INITIALIZER -> tensors.check(graph.message());
                case GRAPH_SPARSE_INITIALIZER -> inspectSparse(graph.message());
                default -> graph.skip();
            }
        }
        depth--;
    }

    /** Its nodes, and the defaults of its attributes, which may be tensors and graphs as those of a node. */
    void inspectFunction(ProtoReader function) throws Malformed {
        while (function.next()) {
            switch (function.field()) {
                case FUNCTION_NODE -> inspectNode(function.message());
                case FUNCTION_ATTRIBUTE_PROTO -> inspectAttribute(function.message());
                default -> function.skip();
            }
        }
    }

    void inspectTraining(ProtoReader training) throws Malformed {
        while (training.next()) {
            switch (training.field()) {
                case TRAINING_INITIALIZATION, TRAINING_ALGORITHM -> inspect(training.message());
                default -> training.skip();
            }
        }
    }

    private void inspectNode(ProtoReader node) throws Malformed {
        while (node.next()) {
            switch (node.field()) {
                case NODE_OP_TYPE -> {
                    var type = node.text(MAX_NAME);
                    quantizesDynamically |= type.startsWith("DynamicQuantize");
                }
                case NODE_ATTRIBUTE -> inspectAttribute(node.message());
                default -> node.skip();
            }
        }
    }

    private void inspectAttribute(ProtoReader attribute) throws Malformed {
        while (attribute.next()) {
            switch (attribute.field()) {
                case ATTRIBUTE_TENSOR, ATTRIBUTE_TENSORS -> tensors.check(attribute.message());
                case ATTRIBUTE_GRAPH, ATTRIBUTE_GRAPHS -> inspect(attribute.message());
                case ATTRIBUTE_SPARSE_TENSOR, ATTRIBUTE_SPARSE_TENSORS -> inspectSparse(attribute.message());
                default -> attribute.skip();
            }
        }
    }

    private void inspectSparse(ProtoReader sparse) throws Malformed {
        while (sparse.next()) {
            if (sparse.field() == SPARSE_VALUES || sparse.field() == SPARSE_INDICES) {
                tensors.check(sparse.message());
            } else {
                sparse.skip();
            }
        }
    }
}

package dev.atrium.worker;

import ai.onnxruntime.OrtException;
import java.nio.file.Path;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** ONNX Runtime in this process. It serves embedding models. */
final class OnnxEngine implements Engine {

    private static final Logger LOG = LoggerFactory.getLogger(OnnxEngine.class);
    private static final int TOKENS_PER_BATCH = 4096;
    private static final float SAME = 1e-5f;

    /** Of unlike lengths, so that padding is tried too. */
    private static final List<String> PROBES = List.of("a", "the quick brown fox jumps over the lazy dog", "one two");

    private final int slots;
    private final int queueCapacity;
    private final RunMemory memory;

    /**
     * @param slots         runs at once per model
     * @param queueCapacity requests that may wait per model
     * @param memory        that the runs of all models share
     */
    OnnxEngine(int slots, int queueCapacity, RunMemory memory) {
        this.slots = slots;
        this.queueCapacity = queueCapacity;
        this.memory = memory;
    }

    @Override
    public String name() {
        return "onnx";
    }

    @Override
    public boolean recognizes(Path folder) {
        return EmbeddingLayout.graphIn(folder) != null;
    }

    @Override
    public LoadedModel load(Path folder, String model) throws LoadFailure {
        var layout = withinMemory(EmbeddingLayout.read(folder), model);
        var file = OnnxFile.inspect(layout.graph(), folder);
        var tokenizer = TextTokenizer.load(layout.tokenizer(), folder);
        OnnxSession session = null;
        try {
            session = OnnxSession.open(layout, folder.relativize(layout.graph()).toString());
            var batches = probe(session, tokenizer, layout, !file.quantizesDynamically() && session.batches());
            LOG.info("Model {} is loaded, batches={} slots={}", model, batches, slots);
            var queue = new EmbeddingQueue(queueCapacity, batches ? tokensPerBatch(layout) : 1);
            return new OnnxEmbeddings(model, layout, tokenizer, session, queue, slots, memory);
        } catch (LoadFailure | RuntimeException e) {
            tokenizer.close();
            if (session != null) {
                session.close();
            }
            throw e;
        }
    }

    /** Attention takes memory with the square of an input's length: one that is too long would end the process. */
    private EmbeddingLayout withinMemory(EmbeddingLayout layout, String model) {
        var longest = layout.cost().longest(memory.budget(), layout.maxTokens());
        if (longest < layout.maxTokens()) {
            LOG.warn(
                    "Model {} takes {} tokens per input, but this machine's memory allows {}",
                    model,
                    layout.maxTokens(),
                    longest);
        }
        return layout.upTo(longest);
    }

    /** So many that a batch takes no more memory than the longest input alone may, whatever its shape. */
    private int tokensPerBatch(EmbeddingLayout layout) {
        return layout.cost().longest(memory.budget(), TOKENS_PER_BATCH);
    }

    /**
     * Runs the model once before anybody calls it.
     *
     * @return whether inputs may share a batch: their vectors agree with those that they have alone
     */
    private static boolean probe(OnnxSession session, TextTokenizer tokenizer, EmbeddingLayout layout, boolean mayBatch)
            throws LoadFailure {
        var pooling = new VectorPooling(layout.pooling(), layout.normalizes());
        var inputs = PROBES.stream().map(tokenizer::encode).toList();
        try {
            var together = session.run(mayBatch ? inputs : inputs.subList(0, 1));
            if (!mayBatch) {
                together.vector(0, inputs.getFirst().length, pooling);
                return false;
            }
            for (int i = 0; i < inputs.size(); i++) {
                var tokens = inputs.get(i);
                var alone = session.run(List.of(tokens)).vector(0, tokens.length, pooling);
                if (differ(alone, together.vector(i, tokens.length, pooling))) {
                    return false;
                }
            }
            return true;
        } catch (OrtException | RuntimeException e) {
            throw LoadFailure.ofModel(
                    "The model could not compute a first text: %s Export it again and publish it."
                            .formatted(e.getMessage()),
                    e);
        }
    }

    private static boolean differ(float[] one, float[] other) {
        for (int i = 0; i < one.length; i++) {
            if (Math.abs(one[i] - other[i]) > SAME) {
                return true;
            }
        }
        return false;
    }
}

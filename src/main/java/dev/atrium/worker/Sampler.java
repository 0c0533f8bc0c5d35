package dev.atrium.worker;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** Chooses the tokens of one answer. */
final class Sampler {

    private final Sampling sampling;
    private final RandomGenerator random;
    private final Map<Integer, Integer> generated = new HashMap<>();

    Sampler(Sampling sampling) {
        this.sampling = sampling;
        this.random = sampling.seed() == null ? new SplittableRandom() : new SplittableRandom(sampling.seed());
    }

    /** @param logits one per token of the vocabulary; changed */
    int choose(float[] logits) {
        penalize(logits);
        var token = sampling.temperature() == 0 ? likeliest(logits) : draw(logits);
        generated.merge(token, 1, Integer::sum);
        return token;
    }

    private void penalize(float[] logits) {
        if (sampling.presencePenalty() != 0 || sampling.frequencyPenalty() != 0) {
            generated.forEach((token, times) ->
                    logits[token] -= (float) (sampling.presencePenalty() + times * sampling.frequencyPenalty()));
        }
    }

    private int draw(float[] logits) {
        var weights = weights(logits);
        var order = sampling.topP() < 1 ? nucleus(weights) : null;
        var candidates = order == null ? weights.length : order.length;
        double sum = 0;
        for (int i = 0; i < candidates; i++) {
            sum += weights[order == null ? i : order[i]];
        }
        var left = random.nextDouble() * sum;
        for (int i = 0; i < candidates; i++) {
            var token = order == null ? i : order[i];
            left -= weights[token];
            if (left < 0) {
                return token;
            }
        }
        return likeliest(logits); // rounding has left a crumb
    }

    /** The likeliest has the weight 1. */
    private double[] weights(float[] logits) {
        var highest = logits[likeliest(logits)];
        var weights = new double[logits.length];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = Math.exp((logits[i] - highest) / sampling.temperature());
        }
        return weights;
    }

    /** The likeliest tokens that together reach {@code topP}. */
    private int[] nucleus(double[] weights) {
        var total = Arrays.stream(weights).sum();
        var order = IntStream.range(0, weights.length)
                .filter(token -> weights[token] / total > (1 - sampling.topP()) / weights.length)
                .boxed()
                .sorted((one, other) -> Double.compare(weights[other], weights[one]))
                .mapToInt(Integer::intValue)
                .toArray();
        double reached = 0;
        for (int i = 0; i < order.length; i++) {
            reached += weights[order[i]] / total;
            if (reached >= sampling.topP()) {
                return Arrays.copyOf(order, i + 1);
            }
        }
        return order;
    }

    /** The first of several. */
    static int likeliest(float[] logits) {
        var best = 0;
        for (int i = 1; i < logits.length; i++) {
            if (logits[i] > logits[best]) {
                best = i;
            }
        }
        return best;
    }
}

package dev.atrium.worker;

import java.util.Objects;

/** Computes what a {@link TinyDecoder} should, in double precision and plainly: all of a chat for each token. */
final class ReferenceDecoder {

    private final TinyDecoder model;

    ReferenceDecoder(TinyDecoder model) {
        this.model = model;
    }

    /** The logits of the token after {@code tokens}. */
    double[] logits(long[] tokens) {
        var x = new double[tokens.length][];
        var keys = new double[tokens.length][];
        var values = new double[tokens.length][];
        for (int i = 0; i < tokens.length; i++) {
            x[i] = sum(row("embed", (int) tokens[i]), row("place", i));
            keys[i] = times(x[i], "k");
            values[i] = times(x[i], "v");
        }
        var last = x[tokens.length - 1];
        return times(sum(last, times(read(times(last, "q"), keys, values), "o")), "out");
    }

    int likeliest(double[] logits) {
        var best = 0;
        for (int i = 1; i < logits.length; i++) {
            best = logits[i] > logits[best] ? i : best;
        }
        return best;
    }

    double logprob(double[] logits, int token) {
        double sum = 0;
        for (var logit : logits) {
            sum += Math.exp(logit);
        }
        return logits[token] - Math.log(sum);
    }

    private double[] read(double[] query, double[][] keys, double[][] values) {
        var read = new double[query.length];
        for (int head = 0; head < model.heads * model.sharedBy; head++) {
            var own = head * TinyDecoder.WIDTH;
            var shared = head / model.sharedBy * TinyDecoder.WIDTH;
            var shares = new double[keys.length];
            double total = 0;
            for (int i = 0; i < keys.length; i++) {
                double product = 0;
                for (int c = 0; c < TinyDecoder.WIDTH; c++) {
                    product += query[own + c] * keys[i][shared + c];
                }
                shares[i] = Math.exp(product / Math.sqrt(TinyDecoder.WIDTH));
                total += shares[i];
            }
            for (int i = 0; i < keys.length; i++) {
                for (int c = 0; c < TinyDecoder.WIDTH; c++) {
                    read[own + c] += shares[i] / total * values[i][shared + c];
                }
            }
        }
        return read;
    }

    private double[] row(String name, int index) {
        var all = weights(name);
        var row = new double[model.channels];
        for (int i = 0; i < row.length; i++) {
            row[i] = all[index * model.channels + i];
        }
        return row;
    }

    private double[] times(double[] vector, String name) {
        var all = weights(name);
        var result = new double[all.length / vector.length];
        for (int i = 0; i < vector.length; i++) {
            for (int k = 0; k < result.length; k++) {
                result[k] += vector[i] * all[i * result.length + k];
            }
        }
        return result;
    }

    private static double[] sum(double[] one, double[] other) {
        var sum = one.clone();
        for (int i = 0; i < sum.length; i++) {
            sum[i] += other[i];
        }
        return sum;
    }

    private float[] weights(String name) {
        return Objects.requireNonNull(model.weights.get(name), name);
    }
}

package dev.atrium.worker;

import dev.atrium.worker.ChatModel.TokenLogprob;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.IntFunction;

/** Log-probabilities of the tokens that could come next. */
final class Logprobs {

    private final float[] logits;
    private final double logOfSum;

    /** @param logits as the model gave them; kept as they are now */
    Logprobs(float[] logits) {
        this.logits = logits.clone();
        var highest = logits[Sampler.likeliest(logits)];
        double sum = 0;
        for (var logit : logits) {
            sum += Math.exp(logit - highest);
        }
        this.logOfSum = highest + Math.log(sum);
    }

    /** @param alternatives how many to tell beside it */
    TokenLogprob of(int token, int alternatives, IntFunction<String> text) {
        var others = likeliest(alternatives).stream()
                .map(other -> new TokenLogprob(text.apply(other), logprob(other), List.of()))
                .toList();
        return new TokenLogprob(text.apply(token), logprob(token), others);
    }

    private float logprob(int token) {
        return (float) (logits[token] - logOfSum);
    }

    private List<Integer> likeliest(int count) {
        var best = new PriorityQueue<Integer>(Comparator.comparingDouble(token -> logits[token]));
        for (int token = 0; token < logits.length && count > 0; token++) {
            if (best.size() < count) {
                best.add(token);
            } else if (logits[token] > logits[best.element()]) {
                best.remove();
                best.add(token);
            }
        }
        var all = new ArrayList<Integer>(best);
        all.sort(Comparator.<Integer>comparingDouble(token -> -logits[token]).thenComparingInt(token -> token));
        return all;
    }
}

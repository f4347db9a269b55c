package io.github.slmsagemaker.local.llama.session;

import io.github.slmsagemaker.local.llama.GeneratedToken.Likelihood;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** Log-softmax over the whole vocabulary. */
record Logprobs(MemorySegment logits, int vocabularySize, double logSumExp) {
  static Logprobs of(MemorySegment logits, int vocabularySize) {
    double best = Double.NEGATIVE_INFINITY;
    for (int token = 0; token < vocabularySize; token++) {
      best = Math.max(best, logits.getAtIndex(ValueLayout.JAVA_FLOAT, token));
    }
    double sum = 0;
    for (int token = 0; token < vocabularySize; token++) {
      sum += Math.exp(logits.getAtIndex(ValueLayout.JAVA_FLOAT, token) - best);
    }
    return new Logprobs(logits, vocabularySize, best + Math.log(sum));
  }

  Likelihood of(int token) {
    double logprob = logits.getAtIndex(ValueLayout.JAVA_FLOAT, token) - logSumExp;
    return new Likelihood(token, Math.min(0, logprob));
  }

  /** The likeliest first; of equals the lower id. */
  List<Likelihood> top(int count) {
    Comparator<Likelihood> worstFirst =
        Comparator.comparingDouble(Likelihood::logprob)
            .thenComparing(Comparator.comparingInt(Likelihood::id).reversed());
    PriorityQueue<Likelihood> best = new PriorityQueue<>(worstFirst);
    for (int token = 0; count > 0 && token < vocabularySize; token++) {
      double logprob = logits.getAtIndex(ValueLayout.JAVA_FLOAT, token) - logSumExp;
      if (best.size() < count) {
        best.add(of(token));
      } else if (Math.min(0, logprob) > best.element().logprob()) {
        best.remove();
        best.add(of(token));
      }
    }
    List<Likelihood> top = new ArrayList<>(best);
    top.sort(worstFirst.reversed());
    return List.copyOf(top);
  }
}

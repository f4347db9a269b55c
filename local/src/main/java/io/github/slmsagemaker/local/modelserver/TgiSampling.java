package io.github.slmsagemaker.local.modelserver;

import io.github.slmsagemaker.local.llama.Sampling;
import io.github.slmsagemaker.local.llama.Sampling.Penalties;
import java.util.concurrent.ThreadLocalRandom;

/** Reads the router's parameters and refuses what it refuses (router/src/validation.rs, v3.3.7). */
record TgiSampling(Fields parameters) {
  Sampling read() {
    refuseUnsupported();
    double frequency = parameters.number("frequency_penalty", 0);
    require(Math.abs(frequency) <= 2, "`frequency_penalty` must be >= -2.0 and <= 2.0");
    Penalties penalties = new Penalties(positive("repetition_penalty"), frequency, 0, 64);
    return Sampling.builder()
        .temperature(positive("temperature"))
        .topK(topK())
        .topP(share("top_p"))
        .typicalP(share("typical_p"))
        .penalties(penalties)
        .seed(seed())
        .build();
  }

  private void refuseUnsupported() {
    int stops = parameters.texts("stop").size();
    require(stops == 0, "`stop` supports up to 0 stop sequences. Given: " + stops);
    long top = parameters.integer("top_n_tokens", 0);
    require(top <= 0, "`top_n_tokens` must be >= 0 and <= 0. Given: " + top);
    long best = parameters.integer("best_of", 1);
    require(best == 1, "`best_of` must be > 0 and <= 0. Given: " + best);
  }

  private int topK() {
    long topK = parameters.integer("top_k", 0);
    require(topK > 0 || !parameters.has("top_k"), "`top_k` must be strictly positive");
    return Math.clamp(topK, 0, Integer.MAX_VALUE);
  }

  private double positive(String name) {
    double value = parameters.number(name, 1);
    require(value > 0, "`" + name + "` must be strictly positive");
    return value;
  }

  private double share(String name) {
    double value = parameters.number(name, 1);
    require(
        (value > 0 && value < 1) || !parameters.has(name),
        "`" + name + "` must be > 0.0 and < 1.0");
    return value;
  }

  /** The backend keeps 32 bits of a seed. */
  private long seed() {
    long asked = parameters.integer("seed", ThreadLocalRandom.current().nextLong());
    return Math.min(asked & 0xFFFF_FFFFL, Sampling.LARGEST_SEED);
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new BadRequest(message);
    }
  }
}

package io.github.slmsagemaker.local.llama;

import io.github.slmsagemaker.local.grammar.GrammarCheck;
import io.github.slmsagemaker.local.grammar.GrammarRefused;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How the next token is chosen. {@link #greedy()} and {@link #ofSeed} are starting points.
 *
 * <p>Steps in llama.cpp's own order: logit bias, grammar, penalties, top-k, typical, top-p, min-p,
 * temperature, then a draw with the seed's random numbers.
 */
public final class Sampling {
  /** Largest seed; one more is llama.cpp's sign for "any". */
  public static final long LARGEST_SEED = 0xFFFF_FFFEL;

  // Below this a logit divided by the temperature can leave the range of a float.
  private static final double LEAST_TEMPERATURE = 1e-4;

  private final double temperature;
  private final int topK;
  private final double topP;
  private final double minP;
  private final double typicalP;
  private final Penalties penalties;
  private final long seed;
  private final Map<Integer, Double> logitBias;
  private final @Nullable String grammar;

  /**
   * What makes tokens less likely that were there before, in prompt or answer.
   *
   * @param repeat divides, above 0; 1 is off
   * @param frequency subtracted per occurrence; 0 is off
   * @param presence subtracted once; 0 is off
   * @param lastTokens how far to look back; 0 is off, -1 the whole context
   */
  public record Penalties(double repeat, double frequency, double presence, int lastTokens) {
    /** No penalties. */
    public static final Penalties NONE = new Penalties(1, 0, 0, 64);

    public Penalties {
      require(repeat > 0 && repeat <= 100, "repeatPenalty", repeat, "above 0 and up to 100");
      require(Math.abs(frequency) <= 100, "frequencyPenalty", frequency, "-100 to 100");
      require(Math.abs(presence) <= 100, "presencePenalty", presence, "-100 to 100");
      require(lastTokens >= -1, "penaltyLastN", lastTokens, "-1 or more");
    }

    /** Whether nothing is made less likely. */
    public boolean off() {
      return lastTokens == 0 || (repeat == 1 && frequency == 0 && presence == 0);
    }
  }

  private Sampling(Builder from) {
    this.temperature = from.temperature;
    this.topK = from.topK;
    this.topP = from.topP;
    this.minP = from.minP;
    this.typicalP = from.typicalP;
    this.penalties = from.penalties;
    this.seed = from.seed;
    this.logitBias = Map.copyOf(from.logitBias);
    this.grammar = from.grammar;
  }

  /** Always the likeliest token. */
  public static Sampling greedy() {
    return builder().temperature(0).build();
  }

  /** Temperature 1 and nothing cut off. */
  public static Sampling ofSeed(long seed) {
    return builder().seed(seed).build();
  }

  /** Starts with temperature 1, nothing cut off, seed 0. */
  public static Builder builder() {
    return new Builder();
  }

  /** Whether the likeliest token is always taken: temperature below 0.0001, or top-k 1. */
  public boolean isGreedy() {
    return temperature < LEAST_TEMPERATURE || topK == 1;
  }

  /** 0 and up. */
  public double temperature() {
    return temperature;
  }

  /** How many of the likeliest tokens stay; 0 is all. */
  public int topK() {
    return topK;
  }

  /** Probability that the likeliest tokens that stay have together; 1 is all. */
  public double topP() {
    return topP;
  }

  /** Least probability relative to the likeliest token; 0 is off. */
  public double minP() {
    return minP;
  }

  /** Probability that the most typical tokens that stay have together; 1 is off. */
  public double typicalP() {
    return typicalP;
  }

  /** What makes repetition less likely. */
  public Penalties penalties() {
    return penalties;
  }

  /** Same seed, same prompt, same session history: same tokens. */
  public long seed() {
    return seed;
  }

  /** Added to the logits of single tokens; negative infinity forbids one. */
  public Map<Integer, Double> logitBias() {
    return logitBias;
  }

  /** A GBNF grammar whose rule {@code root} the answer must match. */
  public Optional<String> grammar() {
    return Optional.ofNullable(grammar);
  }

  private static void require(boolean holds, String name, double seen, String expected) {
    if (!holds) {
      throw new LlamaException.InvalidRequest(
          "%s is %s, expected %s".formatted(name, seen, expected));
    }
  }

  /** Collects settings; {@link #build} checks them. */
  public static final class Builder {
    private double temperature = 1;
    private int topK;
    private double topP = 1;
    private double minP;
    private double typicalP = 1;
    private Penalties penalties = Penalties.NONE;
    private long seed;
    private final Map<Integer, Double> logitBias = new TreeMap<>();
    private @Nullable String grammar;

    private Builder() {}

    /** See {@link Sampling#temperature()}; at most 100. */
    public Builder temperature(double value) {
      temperature = value;
      return this;
    }

    /** See {@link Sampling#topK()}. */
    public Builder topK(int value) {
      topK = value;
      return this;
    }

    /** See {@link Sampling#topP()}; above 0 and up to 1. */
    public Builder topP(double value) {
      topP = value;
      return this;
    }

    /** See {@link Sampling#minP()}; 0 to 1. */
    public Builder minP(double value) {
      minP = value;
      return this;
    }

    /** See {@link Sampling#typicalP()}; above 0 and up to 1. */
    public Builder typicalP(double value) {
      typicalP = value;
      return this;
    }

    /** See {@link Sampling#penalties()}. */
    public Builder penalties(Penalties value) {
      penalties = value;
      return this;
    }

    /** See {@link Sampling#seed()}; 0 to {@link Sampling#LARGEST_SEED}. */
    public Builder seed(long value) {
      seed = value;
      return this;
    }

    /** Adds to one token's logit, see {@link Sampling#logitBias()}. */
    public Builder logitBias(int token, double bias) {
      logitBias.put(token, bias);
      return this;
    }

    /** See {@link Sampling#grammar()}. */
    public Builder grammar(String gbnf) {
      grammar = gbnf;
      return this;
    }

    /**
     * The settings.
     *
     * @throws LlamaException.InvalidRequest if one is out of its range
     * @throws LlamaException.InvalidGrammar if the grammar is malformed or too large
     */
    public Sampling build() {
      require(temperature >= 0 && temperature <= 100, "temperature", temperature, "0 to 100");
      require(topK >= 0, "topK", topK, "0 or more");
      require(topP > 0 && topP <= 1, "topP", topP, "above 0 and up to 1");
      require(minP >= 0 && minP <= 1, "minP", minP, "0 to 1");
      require(typicalP > 0 && typicalP <= 1, "typicalP", typicalP, "above 0 and up to 1");
      require(seed >= 0 && seed <= LARGEST_SEED, "seed", (double) seed, "0 to " + LARGEST_SEED);
      logitBias.forEach(
          (token, bias) ->
              require(
                  Math.abs(bias) <= 1e6 || bias == Double.NEGATIVE_INFINITY,
                  "logitBias[" + token + "]",
                  bias,
                  "-1000000 to 1000000 or negative infinity"));
      if (grammar != null) {
        try {
          GrammarCheck.check(grammar);
        } catch (GrammarRefused refused) {
          throw new LlamaException.InvalidGrammar(String.valueOf(refused.getMessage()));
        }
      }
      return new Sampling(this);
    }
  }
}

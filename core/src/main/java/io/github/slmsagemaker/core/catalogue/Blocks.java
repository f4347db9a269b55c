package io.github.slmsagemaker.core.catalogue;

import java.util.Map;
import java.util.Objects;

/** What a model's blocks are made of. */
public sealed interface Blocks {

  /** Attention and one feed-forward layer in each. */
  record Dense() implements Blocks {}

  /**
   * Attention in a few, a state-space layer in the others; in each a feed-forward layer that every
   * token passes, and experts of which a token passes some. The {@code ffn} of the model is that of
   * the layer that every token passes.
   *
   * @param attentionLayers blocks with attention, which alone keep keys and values
   * @param stateSpace the layer of the other blocks
   * @param experts their choice, in each block
   */
  record Hybrid(int attentionLayers, StateSpace stateSpace, Experts experts) implements Blocks {
    public Hybrid {
      requirePositive("attentionLayers", attentionLayers);
      Objects.requireNonNull(stateSpace, "stateSpace");
      Objects.requireNonNull(experts, "experts");
    }
  }

  /**
   * A Mamba 2 layer.
   *
   * @param heads of the layer
   * @param headDim elements of one head
   * @param stateDim elements of state for each element of a head
   * @param groups that share their projections
   * @param convolution tokens that its convolution sees
   */
  record StateSpace(int heads, int headDim, int stateDim, int groups, int convolution) {
    public StateSpace {
      Map.of(
              "heads", heads,
              "headDim", headDim,
              "stateDim", stateDim,
              "groups", groups,
              "convolution", convolution)
          .forEach(Blocks::requirePositive);
    }

    /** Elements that one layer keeps of a conversation, however long that is. */
    public long stateElements() {
      long inner = (long) heads * headDim;
      return inner * stateDim + (convolution - 1) * (inner + 2L * groups * stateDim);
    }
  }

  /**
   * Feed-forward layers of which a router picks some for each token.
   *
   * @param all in each block
   * @param used by a token
   * @param ffn elements of one
   */
  record Experts(int all, int used, int ffn) {
    public Experts {
      Map.of("all", all, "used", used, "ffn", ffn).forEach(Blocks::requirePositive);
      if (used > all) {
        throw new IllegalArgumentException("used is " + used + ", expected at most all, " + all);
      }
    }
  }

  private static void requirePositive(String name, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(name + " is " + value + ", expected at least 1");
    }
  }
}

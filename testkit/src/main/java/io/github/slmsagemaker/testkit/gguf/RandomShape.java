package io.github.slmsagemaker.testkit.gguf;

/**
 * Shape of a model that {@link RandomGguf} writes.
 *
 * @param architecture names of keys and tensors
 * @param layers transformer blocks
 * @param heads attention heads; {@code embedding} is a multiple of it
 * @param kvHeads key-value heads; {@code heads} is a multiple of it
 * @param embedding width; a multiple of the type's block
 * @param feedForward feed-forward width; a multiple of the type's block
 * @param vocabulary least number of tokens; the fixed part has about 400
 * @param trainingContext tokens
 * @param weights encoding of all matrices
 * @param tied whether one matrix serves as embedding and output
 */
public record RandomShape(
    RandomArchitecture architecture,
    int layers,
    int heads,
    int kvHeads,
    int embedding,
    int feedForward,
    int vocabulary,
    int trainingContext,
    Encoding weights,
    boolean tied) {
  public RandomShape {
    require(layers > 0 && heads > 0 && kvHeads > 0, "layers, heads and kvHeads must be positive");
    require(heads % kvHeads == 0, "heads must be a multiple of kvHeads");
    require(embedding % heads == 0, "embedding must be a multiple of heads");
    require(embedding / heads % 2 == 0, "embedding / heads must be even");
    require(trainingContext > 0, "trainingContext must be positive");
    require(
        embedding > 0 && embedding % weights.blockElements == 0,
        "embedding must be a multiple of the block of " + weights);
    require(
        feedForward > 0 && feedForward % weights.blockElements == 0,
        "feedForward must be a multiple of the block of " + weights);
  }

  /** Of the architecture {@code llama}. */
  public RandomShape(
      int layers,
      int heads,
      int kvHeads,
      int embedding,
      int feedForward,
      int vocabulary,
      int trainingContext,
      Encoding weights) {
    this(
        RandomArchitecture.LLAMA,
        layers,
        heads,
        kvHeads,
        embedding,
        feedForward,
        vocabulary,
        trainingContext,
        weights,
        false);
  }

  /** About 0.45 MB of Q8_0: two layers, a vocabulary of about 400, context 2048. */
  public static RandomShape tiny() {
    return new RandomShape(2, 4, 2, 128, 256, 0, 2048, Encoding.Q8_0);
  }

  /** The numbers of Llama 3.2 1B, untied. */
  public static RandomShape llama1b(Encoding weights) {
    return new RandomShape(16, 32, 8, 2048, 8192, 128_256, 131_072, weights);
  }

  /** The numbers of Llama 3.2 3B, untied. */
  public static RandomShape llama3b(Encoding weights) {
    return new RandomShape(28, 24, 8, 3072, 8192, 128_256, 131_072, weights);
  }

  /** The numbers of Llama 3.1 8B. */
  public static RandomShape llama8b(Encoding weights) {
    return new RandomShape(32, 32, 8, 4096, 14_336, 128_256, 131_072, weights);
  }

  /** The numbers of Qwen3 4B. */
  public static RandomShape qwen4b(Encoding weights) {
    return new RandomShape(36, 32, 8, 2560, 9728, 151_936, 262_144, weights)
        .withArchitecture(RandomArchitecture.QWEN3)
        .withTiedOutput();
  }

  /** The numbers of Granite 4.0 H Tiny. */
  public static RandomShape graniteTiny(Encoding weights) {
    return new RandomShape(40, 12, 4, 1536, 1024, 100_352, 131_072, weights)
        .withArchitecture(RandomArchitecture.GRANITE_HYBRID)
        .withTiedOutput();
  }

  /** Elements of one head; Gemma's have a width of their own, here twice what the others have. */
  public int headDimension() {
    return switch (architecture) {
      case LLAMA, QWEN2, PHI3, GRANITE_HYBRID -> embedding / heads;
      case GEMMA2 -> 2 * embedding / heads;
      case QWEN3 -> 128;
    };
  }

  /** This shape with one matrix for embedding and output. */
  public RandomShape withTiedOutput() {
    return new RandomShape(
        architecture,
        layers,
        heads,
        kvHeads,
        embedding,
        feedForward,
        vocabulary,
        trainingContext,
        weights,
        true);
  }

  /** This shape with another architecture; Gemma 2 is known in three depths, 26 the least. */
  public RandomShape withArchitecture(RandomArchitecture other) {
    return new RandomShape(
        other,
        other == RandomArchitecture.GEMMA2 ? 26 : layers,
        heads,
        kvHeads,
        embedding,
        feedForward,
        vocabulary,
        trainingContext,
        weights,
        tied || other == RandomArchitecture.GEMMA2);
  }

  /** This shape with another encoding. */
  public RandomShape withWeights(Encoding other) {
    return new RandomShape(
        architecture,
        layers,
        heads,
        kvHeads,
        embedding,
        feedForward,
        vocabulary,
        trainingContext,
        other,
        tied);
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new IllegalArgumentException(message);
    }
  }
}

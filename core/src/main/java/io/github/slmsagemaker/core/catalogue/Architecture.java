package io.github.slmsagemaker.core.catalogue;

import java.util.Map;
import java.util.Objects;

/**
 * The shape of a model.
 *
 * @param family its name in the header of a GGUF file ({@code general.architecture}), by which
 *     llama.cpp knows how to compute it (LLM_ARCH_NAMES in src/llama-arch.cpp)
 * @param blocks what its blocks are made of
 * @param layers blocks
 * @param heads query heads of a block with attention
 * @param kvHeads key and value heads of such a block; divides {@code heads}
 * @param headDim elements of one head
 * @param hidden elements of the residual stream
 * @param ffn elements of the feed-forward layer that every token passes
 * @param vocabulary tokens
 * @param contextLength most tokens the model was trained to read
 * @param tiedEmbeddings whether input and output embedding are one matrix
 * @param source where the numbers were read
 */
public record Architecture(
    String family,
    Blocks blocks,
    int layers,
    int heads,
    int kvHeads,
    int headDim,
    int hidden,
    int ffn,
    int vocabulary,
    int contextLength,
    boolean tiedEmbeddings,
    String source) {

  public Architecture {
    Objects.requireNonNull(family, "family");
    Objects.requireNonNull(blocks, "blocks");
    Objects.requireNonNull(source, "source");
    Map.of(
            "layers", layers,
            "heads", heads,
            "kvHeads", kvHeads,
            "headDim", headDim,
            "hidden", hidden,
            "ffn", ffn,
            "vocabulary", vocabulary,
            "contextLength", contextLength)
        .forEach(Architecture::requirePositive);
    if (heads % kvHeads != 0) {
      throw new IllegalArgumentException(
          "kvHeads is " + kvHeads + ", expected a divisor of heads, " + heads);
    }
  }

  /** A dense transformer of Llama's family. */
  public Architecture(
      int layers,
      int heads,
      int kvHeads,
      int headDim,
      int hidden,
      int ffn,
      int vocabulary,
      int contextLength,
      boolean tiedEmbeddings,
      String source) {
    this(
        "llama",
        new Blocks.Dense(),
        layers,
        heads,
        kvHeads,
        headDim,
        hidden,
        ffn,
        vocabulary,
        contextLength,
        tiedEmbeddings,
        source);
  }

  /** Blocks with attention, which keep keys and values of every token. */
  public int attentionLayers() {
    return switch (blocks) {
      case Blocks.Dense _ -> layers;
      case Blocks.Hybrid hybrid -> hybrid.attentionLayers();
    };
  }

  /** Elements of keys and values of one token. */
  public long cacheElements() {
    return 2L * attentionLayers() * kvHeads * headDim;
  }

  /** Elements of state that a conversation keeps, however long it is. */
  public long stateElements() {
    return switch (blocks) {
      case Blocks.Dense _ -> 0;
      case Blocks.Hybrid hybrid ->
          (layers - hybrid.attentionLayers()) * hybrid.stateSpace().stateElements();
    };
  }

  private static void requirePositive(String name, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(name + " is " + value + ", expected at least 1");
    }
  }
}

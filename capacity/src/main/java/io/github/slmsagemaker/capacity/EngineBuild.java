package io.github.slmsagemaker.capacity;

import io.github.slmsagemaker.core.catalogue.Architecture;
import io.github.slmsagemaker.deployment.engine.EngineKind;

/**
 * Ages of llama.cpp that use memory differently.
 *
 * <p>A repacked copy is a second one: the mapped file stays beside it. Embedding and output are
 * never repacked, matrices of Q6_K neither. In Q4_K_M half the layers keep {@code attn_v} and
 * {@code ffn_down} in Q6_K (llama.cpp, {@code llama_tensor_get_type}).
 */
public enum EngineBuild {
  /** b4827 of TGI and b4916 of {@code slm local}: copies Q4_0 always, nothing else. */
  EARLY_2025(19),

  /** Containers b9522 to b10433 and build 11669: copies Q4_0 and Q4_K unless told not to. */
  CURRENT(43);

  /** Bits of a weight in Q4_0 and in Q4_K: 18 bytes for 32, and 144 for 256. */
  private static final double REPACKED_BYTES = 18.0 / 32;

  private final int processMib;

  EngineBuild(int processMib) {
    this.processMib = processMib;
  }

  /** The llama.cpp in an engine's container. */
  static EngineBuild of(EngineKind engine) {
    return switch (engine) {
      case LLAMA_CPP -> CURRENT;
      case TGI_LLAMACPP, TGI -> EARLY_2025;
    };
  }

  /**
   * Code, libraries and the kernel's share, in bytes: what the measured control group held as file
   * pages and kernel memory beyond the weights and their page tables.
   */
  long process() {
    return (long) processMib << 20;
  }

  /** Bytes of the second copy. */
  long repacked(Architecture shape, String quantization, boolean wanted) {
    boolean copies =
        switch (this) {
          case EARLY_2025 -> quantization.equals("Q4_0");
          case CURRENT ->
              wanted && (quantization.equals("Q4_0") || quantization.startsWith("Q4_K"));
        };
    if (!copies) {
      return 0;
    }
    long weights = Shapes.layerWeights(shape);
    if (quantization.equals("Q4_K_M") || quantization.equals("Q4_K_L")) {
      weights -= Shapes.valueAndDownWeights(shape) / 2;
    }
    return (long) (weights * REPACKED_BYTES);
  }
}

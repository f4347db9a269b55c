package io.github.slmsagemaker.deployment.engine;

/**
 * Ages of llama.cpp that use memory differently.
 *
 * <p>A repacked copy of weights is a second one: the mapped file stays beside it.
 */
public enum LlamaCppBuild {
  /** b4827 of TGI and b4916 of {@code slm local}: copies Q4_0 always, nothing else. */
  EARLY_2025(19) {
    @Override
    public boolean copies(String quantization, boolean wanted) {
      return quantization.equals("Q4_0");
    }
  },

  /** Containers b9522 to b10433 and build 11669: copies Q4_0 and Q4_K unless told not to. */
  CURRENT(43) {
    @Override
    public boolean copies(String quantization, boolean wanted) {
      return wanted && (quantization.equals("Q4_0") || quantization.startsWith("Q4_K"));
    }
  };

  private final int processMib;

  LlamaCppBuild(int processMib) {
    this.processMib = processMib;
  }

  /**
   * Code, libraries and the kernel's share, in bytes: what the measured control group held as file
   * pages and kernel memory beyond the weights and their page tables.
   */
  public long processBytes() {
    return (long) processMib << 20;
  }

  /**
   * Whether it copies weights into a faster layout.
   *
   * @param wanted whether it is asked to
   */
  public abstract boolean copies(String quantization, boolean wanted);
}

package io.github.slmsagemaker.deployment.engine;

/** Ages of llama.cpp that use memory differently. */
public enum LlamaCppBuild {
  /**
   * b4827 of TGI and b4916 of {@code slm local}: copies Q4_0 into a faster layout always, beside
   * the mapped file, and nothing else.
   */
  EARLY_2025(19) {
    @Override
    public boolean copies(String quantization) {
      return quantization.equals("Q4_0");
    }

    @Override
    public boolean repacksOnRequest() {
      return false;
    }

    @Override
    public boolean keepsScores() {
      return true;
    }
  },

  /**
   * Containers b9522 to b10433 and build 11669: keeps weights in one of two layouts, as it is told.
   * Our entrypoint has a file that is to be repacked read, not mapped, so that there is one copy.
   */
  CURRENT(43) {
    @Override
    public boolean copies(String quantization) {
      return false;
    }

    @Override
    public boolean repacksOnRequest() {
      return true;
    }

    @Override
    public boolean keepsScores() {
      return false;
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

  /** Whether weights of this form are held twice, as the file has them and in a faster layout. */
  public abstract boolean copies(String quantization);

  /** Whether it can be told to repack weights, or not to. */
  public abstract boolean repacksOnRequest();

  /**
   * Whether the attention's scores are kept while it computes; else it is fused (flash attention).
   */
  public abstract boolean keepsScores();
}

package io.github.slmsagemaker.core.deployment;

/** What a deployment's context, prompt and answer together, may be. */
public final class ContextLimits {
  /** The shortest context that is of any use. */
  public static final int LEAST_TOKENS = 256;

  /** The most that any model of the catalogue was trained for. */
  public static final int MOST_TOKENS = 131_072;

  private ContextLimits() {}
}

package io.github.slmsagemaker.core.deployment;

import java.util.Set;

/**
 * Environment variables of the container on the serverless lane: written by the stack, read by the
 * entrypoint, which refuses every other name that begins with {@code SLM_}.
 *
 * <p>The same for both engines; the entrypoints know the engines' own names. The containers of the
 * GPU lanes are published ones and read names of their own.
 */
public final class ContainerNames {
  /** The model's id, for the entrypoint to compare with what the image holds. */
  public static final String MODEL = EnvironmentNames.MODEL;

  /** Name of its quantization, compared likewise. */
  public static final String QUANTIZATION = "SLM_QUANTIZATION";

  /** Tokens of prompt and answer together, for one sequence. */
  public static final String CONTEXT_TOKENS = EnvironmentNames.CONTEXT_TOKENS;

  /** Threads that compute; without it the processors, or the control group's share of them. */
  public static final String THREADS = "SLM_THREADS";

  /** Tokens of a prompt that are computed at once. */
  public static final String PHYSICAL_BATCH_TOKENS = "SLM_PHYSICAL_BATCH_TOKENS";

  /** Answers that are generated at once, each with a context of its own. */
  public static final String SEQUENCES = "SLM_SEQUENCES";

  /** MiB for prompts of earlier requests, beside the context. */
  public static final String PROMPT_CACHE_MB = "SLM_PROMPT_CACHE_MB";

  /** {@code true} keeps the weights in a faster layout where the processor has one. */
  public static final String REPACK = "SLM_REPACK";

  /** Requests that may be in the container at once. */
  public static final String MAX_CONCURRENCY = EnvironmentNames.MAX_CONCURRENCY;

  /** Memory of the container in MiB; without it, the limit of its control group. */
  public static final String MEMORY_MB = "SLM_MEMORY_MB";

  /** All of them. */
  public static final Set<String> ALL =
      Set.of(
          MODEL,
          QUANTIZATION,
          CONTEXT_TOKENS,
          THREADS,
          PHYSICAL_BATCH_TOKENS,
          SEQUENCES,
          PROMPT_CACHE_MB,
          REPACK,
          MAX_CONCURRENCY,
          MEMORY_MB);

  private ContainerNames() {}
}

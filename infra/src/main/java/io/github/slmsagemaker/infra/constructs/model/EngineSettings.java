package io.github.slmsagemaker.infra.constructs.model;

import io.github.slmsagemaker.capacity.EngineSetup;
import io.github.slmsagemaker.core.deployment.ContainerNames;
import io.github.slmsagemaker.core.deployment.Lane;
import io.github.slmsagemaker.deployment.engine.EngineKind;
import io.github.slmsagemaker.infra.constructs.Limits;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * How the engine in the container is started.
 *
 * @param contextTokens tokens of prompt and answer together, for one sequence
 * @param threads threads that compute; empty lets the engine take what it finds, since AWS
 *     publishes no number of cores for a serverless endpoint
 * @param physicalBatchTokens tokens of a prompt that are computed at once; the compute buffer grows
 *     by about half a MiB with each for an 8B
 * @param sequences answers that are generated at once, each with a context of its own
 * @param promptCacheMb memory for prompts of earlier requests, beside the context
 * @param repack whether weights are copied into a faster layout, which doubles their memory
 */
public record EngineSettings(
    int contextTokens,
    OptionalInt threads,
    int physicalBatchTokens,
    int sequences,
    int promptCacheMb,
    boolean repack) {

  public EngineSettings {
    Objects.requireNonNull(threads, "threads");
    Limits.require(List.of(Limits.contextTokens(contextTokens)));
    requireAtLeast("threads", threads.orElse(1), 1);
    requireAtLeast("physicalBatchTokens", physicalBatchTokens, 1);
    requireAtLeast("sequences", sequences, 1);
    requireAtLeast("promptCacheMb", promptCacheMb, 0);
  }

  /** The settings with which {@code capacity} makes the usual model of a lane fit. */
  public static EngineSettings defaults(Lane lane) {
    EngineSetup usual = EngineSetup.usual(lane);
    return new EngineSettings(
        usual.contextTokens(),
        usual.threads(),
        usual.physicalBatchTokens(),
        usual.sequences(),
        usual.promptCacheMb(),
        usual.repack());
  }

  /** The same with another context. */
  public EngineSettings withContextTokens(int tokens) {
    return new EngineSettings(
        tokens, threads, physicalBatchTokens, sequences, promptCacheMb, repack);
  }

  /** The same with a number of threads. */
  public EngineSettings withThreads(int number) {
    return new EngineSettings(
        contextTokens,
        OptionalInt.of(number),
        physicalBatchTokens,
        sequences,
        promptCacheMb,
        repack);
  }

  /**
   * The container's environment: on CPUs in the names that our entrypoint reads, which knows the
   * engines' own; on GPUs in those of TGI's launcher.
   *
   * @param maxConcurrency requests that the container accepts at once
   */
  Map<String, String> environment(EngineKind engine, int maxConcurrency) {
    return switch (engine) {
      case LLAMA_CPP, TGI_LLAMACPP -> entrypoint(maxConcurrency);
      case TGI -> tgi(maxConcurrency);
    };
  }

  private Map<String, String> entrypoint(int maxConcurrency) {
    Map<String, String> names = new TreeMap<>();
    names.put(ContainerNames.CONTEXT_TOKENS, text(contextTokens));
    names.put(ContainerNames.PHYSICAL_BATCH_TOKENS, text(physicalBatchTokens));
    names.put(ContainerNames.SEQUENCES, text(sequences));
    names.put(ContainerNames.PROMPT_CACHE_MB, text(promptCacheMb));
    names.put(ContainerNames.REPACK, Boolean.toString(repack));
    names.put(ContainerNames.MAX_CONCURRENCY, text(maxConcurrency));
    threads.ifPresent(number -> names.put(ContainerNames.THREADS, text(number)));
    return names;
  }

  private Map<String, String> tgi(int maxConcurrency) {
    // Sorted, so that every process writes the same template.
    return new TreeMap<>(
        Map.of(
            "MAX_TOTAL_TOKENS", text(contextTokens),
            "MAX_INPUT_TOKENS", text(contextTokens - 1),
            "MAX_CONCURRENT_REQUESTS", text(maxConcurrency),
            "USAGE_STATS", "off"));
  }

  private static String text(int number) {
    return Integer.toString(number);
  }

  private static void requireAtLeast(String name, int value, int least) {
    if (value < least) {
      throw new IllegalArgumentException(name + " is " + value + ", expected at least " + least);
    }
  }
}

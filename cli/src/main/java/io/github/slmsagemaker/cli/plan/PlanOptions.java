package io.github.slmsagemaker.cli.plan;

import io.github.slmsagemaker.capacity.Configuration;
import io.github.slmsagemaker.capacity.LaneWeights;
import io.github.slmsagemaker.capacity.Platform;
import io.github.slmsagemaker.capacity.Traffic;
import io.github.slmsagemaker.core.catalogue.Catalogue;
import io.github.slmsagemaker.core.catalogue.Model;
import io.github.slmsagemaker.core.catalogue.Quantization;
import io.github.slmsagemaker.core.deployment.Lane;
import io.github.slmsagemaker.deployment.engine.EngineKind;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of {@code slm plan}, and what they mean together. */
final class PlanOptions {
  private static final String EVERY_LANE = "all";

  @Option(
      names = "--lane",
      paramLabel = "serverless|gpu|always-on|all",
      description = "Where it runs; all compares them. Default: ${DEFAULT-VALUE}.")
  private String lane = "serverless";

  @Option(
      names = "--engine",
      paramLabel = "llama-cpp|tgi",
      description = "What runs it. Default: llama-cpp on serverless, tgi elsewhere.")
  private @Nullable String engine;

  @Option(
      names = "--model",
      paramLabel = "NAME",
      description = "A model of the catalogue. Default: ${DEFAULT-VALUE}.")
  private String model = Configuration.DEFAULT_MODEL;

  @Option(
      names = "--quantization",
      paramLabel = "NAME",
      description = "Form of its weights. Default: Q4_K_M on serverless, BF16 elsewhere.")
  private @Nullable String quantization;

  @Option(
      names = "--memory",
      paramLabel = "MB",
      description =
          "Memory of the serverless endpoint. Default: " + Configuration.DEFAULT_MEMORY_MB + ".")
  private @Nullable Integer memory;

  @Option(
      names = "--instance-type",
      paramLabel = "NAME",
      description =
          "What the GPU lanes run on. Default: " + Configuration.DEFAULT_INSTANCE_TYPE + ".")
  private @Nullable String instanceType;

  @Option(
      names = "--context",
      paramLabel = "TOKENS",
      description = "Prompt and answer together. Default: 4096 on serverless, 8192 elsewhere.")
  private @Nullable Integer context;

  @Option(
      names = "--max-concurrency",
      paramLabel = "N",
      description = "Calls at once: the limit of what a month can cost on serverless.")
  private @Nullable Integer maxConcurrency;

  @Option(
      names = "--requests-per-day",
      paramLabel = "N",
      description = "Traffic. Default: ${DEFAULT-VALUE}.")
  private int requestsPerDay = Traffic.usual().requestsPerDay();

  @Option(
      names = "--prompt-tokens",
      paramLabel = "N",
      description = "Tokens that a request has to read. Default: ${DEFAULT-VALUE}.")
  private int promptTokens = Traffic.usual().promptTokens();

  @Option(
      names = "--output-tokens",
      paramLabel = "N",
      description = "Tokens of its answer. Default: ${DEFAULT-VALUE}.")
  private int outputTokens = Traffic.usual().outputTokens();

  @Option(names = "--json", description = "Print JSON, as docs/capacity.md describes it.")
  private boolean json;

  boolean json() {
    return json;
  }

  /**
   * @throws IllegalArgumentException naming the option
   */
  Traffic traffic() {
    return new Traffic(requestsPerDay, promptTokens, outputTokens);
  }

  /**
   * @throws IllegalArgumentException naming the option
   */
  List<Lane> lanes() {
    if (lane.equals(EVERY_LANE)) {
      return List.of(Lane.values());
    }
    return List.of(
        Lane.of(lane)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "--lane is '%s', expected one of %s, all".formatted(lane, words()))));
  }

  private static String words() {
    return Arrays.stream(Lane.values()).map(Lane::word).collect(Collectors.joining(", "));
  }

  Model model() {
    return Catalogue.load().model(model);
  }

  /**
   * What is asked about on one lane.
   *
   * @return empty where the model has no weights that this lane can load
   * @throws IllegalArgumentException where the options make no sense
   * @throws io.github.slmsagemaker.core.catalogue.UnknownNameException listing the known names
   */
  Optional<Configuration> on(Lane where) {
    refuseWithoutEffect();
    Model chosen = model();
    Optional<Quantization> named = Optional.ofNullable(quantization).map(chosen::quantization);
    if (LaneWeights.of(where, chosen).isEmpty()) {
      return Optional.empty();
    }
    Quantization usual = LaneWeights.usual(where, chosen);
    Quantization weights =
        named.filter(it -> lanes().size() == 1 || it.format() == usual.format()).orElse(usual);
    return Optional.of(sized(withEngine(Configuration.of(where, chosen, weights))));
  }

  /** One lane was named, and the option is about another. */
  private void refuseWithoutEffect() {
    if (lanes().size() > 1) {
      return;
    }
    boolean serverless = lanes().getFirst() == Lane.SERVERLESS;
    if (!serverless && memory != null) {
      throw new IllegalArgumentException("--memory is for lane serverless; leave it out");
    }
    if (serverless && instanceType != null) {
      throw new IllegalArgumentException("--instance-type is for the GPU lanes; leave it out");
    }
  }

  private Configuration withEngine(Configuration usual) {
    boolean serverless = usual.lane() == Lane.SERVERLESS;
    if (engine == null) {
      return usual;
    }
    return switch (engine) {
      case "tgi" -> serverless ? usual.withEngine(EngineKind.TGI_LLAMACPP) : usual;
      case "llama-cpp" -> {
        if (!serverless && lanes().size() == 1) {
          throw new IllegalArgumentException(
              "--engine llama-cpp does not run on lane %s; take tgi"
                  .formatted(usual.lane().word()));
        }
        yield usual;
      }
      default ->
          throw new IllegalArgumentException(
              "--engine is '%s', expected one of llama-cpp, tgi".formatted(engine));
    };
  }

  private Configuration sized(Configuration usual) {
    Configuration sized = usual;
    if (memory != null && usual.lane() == Lane.SERVERLESS) {
      sized = sized.withMemoryMb(memory);
    }
    if (instanceType != null && usual.lane() != Lane.SERVERLESS) {
      sized = sized.withInstanceType(Platform.load().instance(instanceType).name());
    }
    if (context != null) {
      sized = sized.withContextTokens(context);
    }
    return maxConcurrency == null ? sized : sized.withMaxConcurrency(maxConcurrency);
  }
}

package io.github.slmsagemaker.cli.plan;

import io.github.slmsagemaker.capacity.models.Traffic;
import io.github.slmsagemaker.capacity.plan.Fitting;
import io.github.slmsagemaker.core.catalogue.Catalogue;
import io.github.slmsagemaker.core.catalogue.Model;
import io.github.slmsagemaker.core.catalogue.Quantization;
import io.github.slmsagemaker.core.deployment.Lane;
import io.github.slmsagemaker.deployment.Deployment;
import io.github.slmsagemaker.deployment.Suitability;
import io.github.slmsagemaker.deployment.engine.EngineProfile;
import io.github.slmsagemaker.deployment.engine.Engines;
import io.github.slmsagemaker.deployment.reader.InvalidSettings;
import io.github.slmsagemaker.deployment.reader.Key;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of {@code slm plan}, and what they mean together. */
final class PlanOptions {
  private static final String EVERY_LANE = "all";
  private static final String EVERY_MODEL = "all";

  private static final Map<String, String> OPTIONS =
      Map.of(
          Key.LANE.word(), "--lane",
          Key.ENDPOINT.word(), "--endpoint",
          Key.ENDPOINT_COMPONENT.word(), "--endpoint-component",
          Key.ENGINE.word(), "--engine",
          Key.QUANTIZATION.word(), "--quantization",
          Key.MEMORY_MB.word(), "--memory",
          Key.INSTANCE_TYPE.word(), "--instance-type",
          Key.CONTEXT.word(), "--context",
          Key.MAX_CONCURRENCY.word(), "--max-concurrency",
          Key.PROMPT_FILE.word(), "--prompt-file");

  @Option(
      names = "--lane",
      paramLabel = "serverless|gpu|always-on|all",
      description = "Where it runs; all compares them. Default: serverless.")
  private @Nullable String chosenLane;

  @Option(
      names = "--engine",
      paramLabel = "llama-cpp|tgi|vllm",
      description = "What runs it. Default: llama-cpp on serverless, tgi elsewhere.")
  private @Nullable String engine;

  @Option(
      names = "--model",
      paramLabel = "NAME|all",
      description =
          "A model of the catalogue; all compares them and recommends. Default: ${DEFAULT-VALUE}.")
  private String model = Catalogue.DEFAULT_MODEL;

  @Option(
      names = "--quantization",
      paramLabel = "NAME",
      description = "Form of its weights. Default: Q4_K_M on serverless, BF16 elsewhere.")
  private @Nullable String quantization;

  @Option(
      names = "--memory",
      paramLabel = "MB",
      description = "Memory of the serverless endpoint. Default: 6144.")
  private @Nullable String memory;

  @Option(
      names = "--instance-type",
      paramLabel = "NAME",
      description = "What the GPU lanes run on. Default: ml.g5.xlarge.")
  private @Nullable String instanceType;

  @Option(
      names = "--context",
      paramLabel = "TOKENS",
      description =
          "Prompt and answer together. Default: 4096 on serverless, 8192 elsewhere; more where it"
              + " is almost free, less where that does not fit.")
  private @Nullable String context;

  @Option(
      names = "--endpoint",
      paramLabel = "NAME",
      description =
          "A SageMaker endpoint that is there: asks your account what it is, and it for one token."
              + " Wants --engine; its lane is always-on unless --lane says so.")
  private @Nullable String endpoint;

  @Option(
      names = "--endpoint-component",
      paramLabel = "NAME",
      description = "The inference component of it that is called.")
  private @Nullable String endpointComponent;

  @Option(
      names = "--max-concurrency",
      paramLabel = "N",
      description = "Calls at once: the limit of what a month can cost on serverless.")
  private @Nullable String maxConcurrency;

  @Option(
      names = "--prompt-file",
      paramLabel = "FILE",
      description =
          "What conversations begin with: a system message and tools as JSON, read once for all.")
  private @Nullable String promptFile;

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

  /**
   * @throws IllegalArgumentException naming the option
   */
  Traffic traffic() {
    return new Traffic(requestsPerDay, promptTokens, outputTokens);
  }

  private String lane() {
    return Optional.ofNullable(chosenLane).orElse(Lane.SERVERLESS.word());
  }

  /**
   * The endpoint that is asked about, where that is the question.
   *
   * @throws InvalidSettings naming the options that make no sense
   */
  Optional<Deployment> onEndpoint() {
    if (endpoint == null) {
      return Optional.empty();
    }
    Map<String, String> settings = new HashMap<>();
    given()
        .forEach(
            (key, value) -> {
              if (value != null) {
                settings.put(key.word(), value);
              }
            });
    if (chosenLane != null) {
      settings.put(Key.LANE.word(), chosenLane);
    }
    return Optional.of(Fitting.reader(Engines.OURS, PlanOptions::spelled).size(settings).orThrow());
  }

  /**
   * Where it is asked about.
   *
   * @throws IllegalArgumentException naming the option
   */
  List<Lane> lanes() {
    if (lane().equals(EVERY_LANE)) {
      return List.of(Lane.values());
    }
    return List.of(
        Lane.of(lane())
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "--lane is '%s', expected one of %s, all".formatted(lane(), words()))));
  }

  private static String words() {
    return Arrays.stream(Lane.values()).map(Lane::word).collect(Collectors.joining(", "));
  }

  String model() {
    return model;
  }

  /** Whether the models are to be compared. */
  boolean everyModel() {
    return model.equals(EVERY_MODEL);
  }

  /**
   * What is asked about on one lane.
   *
   * @param name of the model there
   * @throws InvalidSettings naming the options that make no sense
   * @throws NotOnThisLane where the lane's engine cannot load the model
   */
  Deployment on(Lane where, String name) {
    Model chosen = Catalogue.load().model(name);
    requireWeights(where, chosen);
    return Fitting.reader(Engines.OURS, PlanOptions::spelled)
        .size(settings(where, chosen))
        .orThrow();
  }

  /** Asked about every lane, an option counts where it means something. */
  private Map<String, String> settings(Lane where, Model chosen) {
    boolean everywhere = lane().equals(EVERY_LANE);
    Map<String, String> settings = new HashMap<>();
    settings.put(Key.LANE.word(), where.word());
    given()
        .forEach(
            (key, value) -> {
              if (value != null && (!everywhere || meansSomething(key, value, where, chosen))) {
                settings.put(key.word(), value);
              }
            });
    settings.put(Key.MODEL.word(), chosen.id().value());
    return settings;
  }

  private boolean meansSomething(Key key, String value, Lane where, Model chosen) {
    if (key == Key.ENGINE) {
      return Engines.OURS.chosen(where, value).isPresent()
          || !Engines.OURS.choices().contains(value);
    }
    if (key == Key.QUANTIZATION) {
      return weights(chosen).map(it -> engine(where).weights().contains(it.format())).orElse(true);
    }
    return key.holdsOn(where);
  }

  private Map<Key, @Nullable String> given() {
    Map<Key, @Nullable String> given = new EnumMap<>(Key.class);
    given.put(Key.ENDPOINT, endpoint);
    given.put(Key.ENDPOINT_COMPONENT, endpointComponent);
    given.put(Key.ENGINE, engine);
    given.put(Key.MODEL, model);
    given.put(Key.QUANTIZATION, quantization);
    given.put(Key.MEMORY_MB, memory);
    given.put(Key.INSTANCE_TYPE, instanceType);
    given.put(Key.CONTEXT, context);
    given.put(Key.MAX_CONCURRENCY, maxConcurrency);
    given.put(Key.PROMPT_FILE, promptFile);
    return given;
  }

  /** Keys of settings by the names of options. */
  private static String spelled(String key) {
    return OPTIONS.getOrDefault(key, key);
  }

  /** Weights that this lane's engine cannot load are no slip of the pen but a no. */
  private void requireWeights(Lane where, Model chosen) {
    EngineProfile engine = engine(where);
    if (engine.weightsOf(chosen).isEmpty()) {
      throw new NotOnThisLane(Suitability.noWeights(where, engine, chosen));
    }
    if (!lane().equals(EVERY_LANE)) {
      weights(chosen)
          .flatMap(it -> Suitability.weightsProblem(where, engine, chosen, it))
          .ifPresent(
              problem -> {
                throw new NotOnThisLane(problem);
              });
    }
  }

  private Optional<Quantization> weights(Model chosen) {
    return Optional.ofNullable(quantization).map(chosen::quantization);
  }

  private EngineProfile engine(Lane where) {
    return Optional.ofNullable(engine)
        .flatMap(choice -> Engines.OURS.chosen(where, choice))
        .orElse(Engines.OURS.usual(where));
  }

  /** A model that a lane cannot run, however large it is made. */
  static final class NotOnThisLane extends RuntimeException {
    NotOnThisLane(String reason) {
      super(reason);
    }
  }
}

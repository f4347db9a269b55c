package io.github.slmsagemaker.capacity;

import io.github.slmsagemaker.core.catalogue.Catalogue;
import io.github.slmsagemaker.core.catalogue.Model;
import io.github.slmsagemaker.core.catalogue.Quantization;
import io.github.slmsagemaker.core.deployment.ContextLimits;
import io.github.slmsagemaker.core.deployment.Lane;
import io.github.slmsagemaker.core.deployment.Timers;
import io.github.slmsagemaker.deployment.engine.EngineKind;
import java.util.Objects;

/**
 * A deployment, as far as its size matters. Values of another lane are kept and have no effect.
 *
 * @param lane where it runs
 * @param engine what runs it
 * @param model the model; it has an architecture
 * @param weights the form of its weights; it has a size
 * @param setup how the engine is started
 * @param memoryMb memory of the serverless endpoint
 * @param instanceType what the GPU lanes run on
 * @param maxConcurrency calls at once
 * @param maxCallsPerRequest model calls for one request
 */
public record Configuration(
    Lane lane,
    EngineKind engine,
    Model model,
    Quantization weights,
    EngineSetup setup,
    int memoryMb,
    String instanceType,
    int maxConcurrency,
    int maxCallsPerRequest) {

  /** The model that a deployment serves unless told otherwise. */
  public static final String DEFAULT_MODEL = "hermes-3-llama-3.1-8b";

  /** The most that a serverless endpoint can have, which an 8B in Q4_K_M needs. */
  public static final int DEFAULT_MEMORY_MB = 6144;

  /** Smallest instance with a card of 24 GB, which an 8B in bf16 needs. */
  public static final String DEFAULT_INSTANCE_TYPE = "ml.g5.xlarge";

  public Configuration {
    Objects.requireNonNull(lane, "lane");
    Objects.requireNonNull(engine, "engine");
    Objects.requireNonNull(setup, "setup");
    if (model.architecture().isEmpty() || weights.size().isEmpty()) {
      throw new IllegalArgumentException(
          "the shape or size of %s %s is not known, so nothing can be said of it; expected one of %s"
              .formatted(model.id(), weights.name(), String.join(", ", Catalogue.load().ids())));
    }
    int most = model.architecture().get().contextLength();
    if (setup.contextTokens() > most) {
      throw new IllegalArgumentException(
          "context is %d tokens, expected %d to %d, the most that %s was trained for"
              .formatted(setup.contextTokens(), ContextLimits.LEAST_TOKENS, most, model.id()));
    }
    if (lane == Lane.SERVERLESS) {
      require(Platform.load().serverless().memoryProblem("memory", memoryMb).orElse(""));
    }
    require(
        Platform.load()
            .serverless()
            .concurrencyProblem("maxConcurrency", maxConcurrency)
            .orElse(""));
    if (maxCallsPerRequest < 1) {
      throw new IllegalArgumentException(
          "maxCallsPerRequest is " + maxCallsPerRequest + ", expected at least 1");
    }
  }

  /** The default model on a lane. */
  public static Configuration usual(Lane lane) {
    Model model = Catalogue.load().model(DEFAULT_MODEL);
    return of(lane, model, LaneWeights.usual(lane, model));
  }

  /** A model on a lane, the rest as is usual there. */
  public static Configuration of(Lane lane, Model model, Quantization weights) {
    EngineKind engine = lane == Lane.SERVERLESS ? EngineKind.LLAMA_CPP : EngineKind.TGI;
    return new Configuration(
        lane,
        engine,
        model,
        weights,
        EngineSetup.usual(lane),
        DEFAULT_MEMORY_MB,
        DEFAULT_INSTANCE_TYPE,
        usualConcurrency(lane),
        calls(engine));
  }

  /** Calls at once, unless told otherwise: one on processors, eight on a card, which batches. */
  public static int usualConcurrency(Lane lane) {
    return switch (lane) {
      case SERVERLESS -> 1;
      case GPU, ALWAYS_ON -> 8;
    };
  }

  /** Model calls for one request, unless told otherwise: TGI cannot continue an answer. */
  public static int calls(EngineKind engine) {
    return engine == EngineKind.LLAMA_CPP ? Timers.USUAL_CALLS_PER_REQUEST : 1;
  }

  /** The same with another engine, and as many calls for a request as it can use. */
  public Configuration withEngine(EngineKind other) {
    return new Configuration(
        lane, other, model, weights, setup, memoryMb, instanceType, maxConcurrency, calls(other));
  }

  /** The same with other weights. */
  public Configuration withWeights(Model otherModel, Quantization other) {
    return new Configuration(
        lane,
        engine,
        otherModel,
        other,
        setup,
        memoryMb,
        instanceType,
        maxConcurrency,
        maxCallsPerRequest);
  }

  /** The same with the engine started in another way. */
  public Configuration withSetup(EngineSetup other) {
    return new Configuration(
        lane,
        engine,
        model,
        weights,
        other,
        memoryMb,
        instanceType,
        maxConcurrency,
        maxCallsPerRequest);
  }

  /** The same with another context. */
  public Configuration withContextTokens(int tokens) {
    return withSetup(setup.withContextTokens(tokens));
  }

  /** The same with another serverless memory. */
  public Configuration withMemoryMb(int other) {
    return new Configuration(
        lane,
        engine,
        model,
        weights,
        setup,
        other,
        instanceType,
        maxConcurrency,
        maxCallsPerRequest);
  }

  /** The same on another kind of instance. */
  public Configuration withInstanceType(String other) {
    return new Configuration(
        lane, engine, model, weights, setup, memoryMb, other, maxConcurrency, maxCallsPerRequest);
  }

  /** The same with another number of calls at once. */
  public Configuration withMaxConcurrency(int other) {
    return new Configuration(
        lane, engine, model, weights, setup, memoryMb, instanceType, other, maxCallsPerRequest);
  }

  /** The same with another number of calls for a request. */
  public Configuration withMaxCallsPerRequest(int other) {
    return new Configuration(
        lane, engine, model, weights, setup, memoryMb, instanceType, maxConcurrency, other);
  }

  long fileBytes() {
    return weights.size().orElseThrow().bytes();
  }

  /** What is placed where; the lane's memory or card is named with its size. */
  String subject() {
    return "%s in %s with a context of %d on lane %s"
        .formatted(model.id(), weights.name(), setup.contextTokens(), lane.word());
  }

  private static void require(String problem) {
    if (!problem.isEmpty()) {
      throw new IllegalArgumentException(problem);
    }
  }
}

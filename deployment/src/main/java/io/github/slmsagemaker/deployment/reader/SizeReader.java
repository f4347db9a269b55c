package io.github.slmsagemaker.deployment.reader;

import io.github.slmsagemaker.core.catalogue.Catalogue;
import io.github.slmsagemaker.core.catalogue.Model;
import io.github.slmsagemaker.core.catalogue.Quantization;
import io.github.slmsagemaker.core.deployment.Lane;
import io.github.slmsagemaker.deployment.Deployment;
import io.github.slmsagemaker.deployment.Limits;
import io.github.slmsagemaker.deployment.Placement;
import io.github.slmsagemaker.deployment.ProcessorSettings;
import io.github.slmsagemaker.deployment.ServerlessLimits;
import io.github.slmsagemaker.deployment.Suitability;
import io.github.slmsagemaker.deployment.engine.EngineProfile;
import io.github.slmsagemaker.deployment.engine.Engines;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;

/** The keys about the model, what runs it, where and how large. */
final class SizeReader {
  private final Values values;
  private final Engines engines;
  private final UnaryOperator<Deployment> contextByItself;

  SizeReader(Values values, Engines engines, UnaryOperator<Deployment> contextByItself) {
    this.values = values;
    this.engines = engines;
    this.contextByItself = contextByItself;
  }

  /**
   * Empty where a word has no meaning; what is wrong otherwise is replaced by what is usual.
   *
   * @param images puts the engine's image into its place
   */
  Optional<Deployment> read(BiFunction<EngineProfile, Placement, Placement> images) {
    Optional<Lane> chosen = values.word(Key.LANE, List.of(Lane.values()), Lane::word);
    if (values.has(Key.LANE) && chosen.isEmpty()) {
      return Optional.empty();
    }
    boolean there = values.has(Key.ENDPOINT);
    Lane lane = chosen.orElse(there ? Placement.OnEndpoint.USUAL_LANE : Lane.SERVERLESS);
    refuseWithoutEffect(lane);
    Optional<EngineProfile> engine = there ? engineOfEndpoint(lane) : engine(lane);
    Optional<Model> model =
        values.attempt(
            () -> Catalogue.load().model(values.text(Key.MODEL).orElse(Catalogue.DEFAULT_MODEL)));
    Placement sized = there ? onEndpoint(lane) : machine(lane);
    Placement placement = engine.map(runner -> images.apply(runner, sized)).orElse(sized);
    Optional<Quantization> weights =
        engine.flatMap(runner -> model.flatMap(it -> weights(placement, runner, it)));
    OptionalInt context =
        values.integer(
            Key.CONTEXT,
            (name, tokens) ->
                model.isPresent()
                    ? Suitability.contextProblem(name, model.get(), tokens)
                    : Limits.CONTEXT_TOKENS.problem(name, tokens));
    OptionalInt concurrency = values.integer(Key.MAX_CONCURRENCY, Limits.CONCURRENCY);
    OptionalInt calls = calls(engine);
    if (engine.isEmpty() || model.isEmpty() || weights.isEmpty()) {
      return Optional.empty();
    }
    Optional<Deployment> read =
        values.attempt(
            () ->
                new Deployment(
                    placement,
                    engine.get(),
                    model.get(),
                    weights.get(),
                    context.orElseGet(
                        () -> Suitability.usualContext(placement, model.get(), weights.get())),
                    concurrency.orElse(placement.usualConcurrency()),
                    calls.orElse(engine.get().usualCalls())));
    return values.has(Key.CONTEXT) ? read : read.map(contextByItself);
  }

  private void refuseWithoutEffect(Lane lane) {
    if (values.has(Key.ENDPOINT)) {
      refuseBesideEndpoint();
      return;
    }
    Arrays.stream(Key.values())
        .filter(key -> values.has(key) && !key.holdsOn(lane))
        .forEach(
            key ->
                values.problem(
                    "%s is for %s and has no effect on lane %s; leave it out"
                        .formatted(values.name(key), key.place().words(), lane.word())));
  }

  private void refuseBesideEndpoint() {
    Arrays.stream(Key.values())
        .filter(key -> values.has(key) && !key.holdsOnEndpoints())
        .forEach(
            key ->
                values.problem(
                    "%s is for %s and has no effect with %s, which is taken as it is; leave it out"
                        .formatted(
                            values.name(key), key.place().words(), values.name(Key.ENDPOINT))));
  }

  /** Nothing tells what runs in somebody else's container. */
  private Optional<EngineProfile> engineOfEndpoint(Lane lane) {
    if (!values.has(Key.ENGINE)) {
      values.problem(
          "%s is missing: say what runs on the endpoint, one of %s"
              .formatted(values.name(Key.ENGINE), String.join(", ", engines.choices())));
    }
    return values
        .word(Key.ENGINE, engines.choices(), word -> word)
        .map(word -> engines.spoken(lane, word));
  }

  private Optional<EngineProfile> engine(Lane lane) {
    if (!values.has(Key.ENGINE)) {
      return Optional.of(engines.usual(lane));
    }
    Optional<String> choice = values.word(Key.ENGINE, engines.choices(), word -> word);
    Optional<EngineProfile> engine = choice.flatMap(word -> engines.chosen(lane, word));
    if (choice.isPresent() && engine.isEmpty()) {
      values.problem(
          Suitability.noSuchEngine(values.name(Key.ENGINE), lane, choice.get(), engines));
    }
    return engine;
  }

  private Optional<Quantization> weights(Placement placement, EngineProfile engine, Model model) {
    return switch (placement) {
      case Placement.Machine machine -> weights(machine.lane(), engine, model);
      // Those of the endpoint, which nobody is told.
      case Placement.OnEndpoint there -> {
        Optional<Quantization> any =
            engine.usualWeights(model).or(() -> model.quantizations().stream().findFirst());
        if (any.isEmpty()) {
          values.problem(Suitability.noWeights(there.lane(), engine, model));
        }
        yield any;
      }
    };
  }

  private Optional<Quantization> weights(Lane lane, EngineProfile engine, Model model) {
    Optional<String> name = values.text(Key.QUANTIZATION);
    if (name.isEmpty()) {
      Optional<Quantization> usual = engine.usualWeights(model);
      if (usual.isEmpty()) {
        values.problem(Suitability.noWeights(lane, engine, model));
      }
      return usual;
    }
    return values
        .attempt(() -> model.quantization(name.get()))
        .filter(
            weights -> {
              Optional<String> problem = Suitability.weightsProblem(lane, engine, model, weights);
              values.problem(problem);
              return problem.isEmpty();
            });
  }

  /** What is wrong is replaced by a name that is never called. */
  private Placement onEndpoint(Lane lane) {
    Optional<String> name = name(Key.ENDPOINT);
    Optional<String> component = name(Key.ENDPOINT_COMPONENT);
    Optional<String> problem =
        component.flatMap(
            _ -> Placement.OnEndpoint.componentProblem(values.name(Key.ENDPOINT_COMPONENT), lane));
    values.problem(problem);
    return new Placement.OnEndpoint(
        lane, name.orElse("none"), problem.isEmpty() ? component : Optional.empty());
  }

  private Optional<String> name(Key key) {
    return values
        .text(key)
        .filter(
            name -> {
              Optional<String> problem = Limits.resourceName(values.name(key), name);
              values.problem(problem);
              return problem.isEmpty();
            });
  }

  private Placement machine(Lane lane) {
    return switch (Placement.usual(lane)) {
      case Placement.Serverless usual -> serverless(usual);
      case Placement.OnInstances usual -> onInstances(usual);
    };
  }

  private Placement serverless(Placement.Serverless usual) {
    ServerlessLimits limits = ServerlessLimits.load();
    OptionalInt memory = values.integer(Key.MEMORY_MB, limits::memoryProblem);
    Placement.Serverless sized = usual.withMemoryMb(memory.orElse(usual.memoryMb()));
    OptionalInt threads = values.integer(Key.THREADS, limits.threads(sized.memoryMb()));
    return threads.isPresent()
        ? sized.withSettings(ProcessorSettings.USUAL.withThreads(threads.getAsInt()))
        : sized;
  }

  private Placement onInstances(Placement.OnInstances usual) {
    Optional<String> type = values.text(Key.INSTANCE_TYPE);
    Optional<String> problem =
        type.flatMap(name -> Limits.instanceType(values.name(Key.INSTANCE_TYPE), name));
    values.problem(problem);
    return problem.isEmpty() ? type.map(usual::withInstanceType).orElse(usual) : usual;
  }

  private OptionalInt calls(Optional<EngineProfile> engine) {
    return values.integer(
        Key.MAX_CALLS_PER_REQUEST,
        (name, calls) ->
            Limits.CALLS_PER_REQUEST
                .problem(name, calls)
                .or(() -> engine.flatMap(it -> Suitability.callsProblem(name, it, calls))));
  }
}

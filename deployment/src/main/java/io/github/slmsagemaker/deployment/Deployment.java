package io.github.slmsagemaker.deployment;

import io.github.slmsagemaker.core.catalogue.Catalogue;
import io.github.slmsagemaker.core.catalogue.Model;
import io.github.slmsagemaker.core.catalogue.Quantization;
import io.github.slmsagemaker.core.deployment.Lane;
import io.github.slmsagemaker.deployment.engine.EngineProfile;
import io.github.slmsagemaker.deployment.engine.Engines;
import io.github.slmsagemaker.deployment.engine.Host;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * A model that an engine runs somewhere.
 *
 * @param placement where, and how large
 * @param engine what runs it
 * @param model the model
 * @param weights the form of its weights
 * @param contextTokens tokens of prompt and answer together, for one sequence
 * @param maxConcurrency calls at once; on the serverless lane this bounds the worst month's cost
 * @param maxCallsPerRequest model calls for one request, 1 for no continuation
 */
public record Deployment(
    Placement placement,
    EngineProfile engine,
    Model model,
    Quantization weights,
    int contextTokens,
    int maxConcurrency,
    int maxCallsPerRequest) {

  public Deployment {
    Objects.requireNonNull(placement, "placement");
    Objects.requireNonNull(engine, "engine");
    Bounds.require(
        List.of(
            engine.runsOn(placement.lane())
                ? Optional.empty()
                : Optional.of(
                    noSuchEngine("engine", placement.lane(), engine.choice(), Engines.OURS)),
            weightsProblem(placement.lane(), engine, model, weights),
            contextProblem("context", model, contextTokens),
            Limits.CONCURRENCY.problem("maxConcurrency", maxConcurrency),
            Limits.CALLS_PER_REQUEST.problem("maxCallsPerRequest", maxCallsPerRequest),
            callsProblem("maxCallsPerRequest", engine, maxCallsPerRequest)));
  }

  /** The default model on a lane. */
  public static Deployment usual(Lane lane) {
    return of(lane, Engines.OURS.usual(lane), Catalogue.load().model(Catalogue.DEFAULT_MODEL));
  }

  /**
   * A model in its usual form, on a lane, the rest as is usual there.
   *
   * @throws IllegalArgumentException if the engine can load none of its forms
   */
  public static Deployment of(Lane lane, EngineProfile engine, Model model) {
    return of(
        lane,
        engine,
        model,
        engine
            .usualWeights(model)
            .orElseThrow(() -> new IllegalArgumentException(noWeights(lane, engine, model))));
  }

  /** A model on a lane, the rest as is usual there. */
  public static Deployment of(Lane lane, EngineProfile engine, Model model, Quantization weights) {
    Placement placement = Placement.usual(lane);
    return new Deployment(
        placement,
        engine,
        model,
        weights,
        placement.usualContextTokens(),
        placement.usualConcurrency(),
        engine.usualCalls());
  }

  /** The word for where it runs. */
  public Lane lane() {
    return placement.lane();
  }

  /** One answer or the other, by where it runs: an engine's host suits the placement. */
  public <T> T where(
      BiFunction<Placement.Serverless, Host.Processors, T> onProcessors,
      BiFunction<Placement.OnInstances, Host.Card, T> onCards) {
    return switch (placement) {
      case Placement.Serverless serverless ->
          onProcessors.apply(serverless, (Host.Processors) engine.host());
      case Placement.OnInstances instances -> onCards.apply(instances, (Host.Card) engine.host());
    };
  }

  /** Who builds the container's image; empty where nobody does. */
  public Optional<ModelImage.Builder> imageBuilder() {
    return placement instanceof Placement.Serverless serverless
            && serverless.image() instanceof ModelImage.Built built
        ? Optional.of(built.builder())
        : Optional.empty();
  }

  /** Hugging Face repository that an engine can fetch the weights from, {@code OWNER/NAME}. */
  public Optional<String> repository() {
    return weights.repository().or(model::huggingFaceId);
  }

  /** The same with another engine, and as many calls for a request as are usual for it. */
  public Deployment withEngine(EngineProfile other) {
    return new Deployment(
        placement, other, model, weights, contextTokens, maxConcurrency, other.usualCalls());
  }

  /** The same with other weights. */
  public Deployment withWeights(Model otherModel, Quantization other) {
    return new Deployment(
        placement, engine, otherModel, other, contextTokens, maxConcurrency, maxCallsPerRequest);
  }

  /** The same with another context. */
  public Deployment withContextTokens(int tokens) {
    return new Deployment(
        placement, engine, model, weights, tokens, maxConcurrency, maxCallsPerRequest);
  }

  /** The same in another place, or larger. */
  public Deployment withPlacement(Placement other) {
    return new Deployment(
        other, engine, model, weights, contextTokens, maxConcurrency, maxCallsPerRequest);
  }

  /** The same with another number of calls at once. */
  public Deployment withMaxConcurrency(int other) {
    return new Deployment(
        placement, engine, model, weights, contextTokens, other, maxCallsPerRequest);
  }

  /** The same with another number of calls for a request. */
  public Deployment withMaxCallsPerRequest(int other) {
    return new Deployment(placement, engine, model, weights, contextTokens, maxConcurrency, other);
  }

  /**
   * What keeps an image from being built for it on the serverless lane, or the weights from being
   * fetched on the others.
   */
  public Optional<String> buildProblem() {
    return switch (placement) {
      case Placement.Serverless serverless ->
          serverless.image() instanceof ModelImage.Built && !weights.isPinned()
              ? Optional.of(
                  ("quantization %s of %s has no file and checksum in the catalogue to build an"
                          + " image from; take %s, or give an image that holds it as imageUri")
                      .formatted(weights.name(), model.id(), pinned()))
              : Optional.empty();
      case Placement.OnInstances _ ->
          repository().isEmpty()
              ? Optional.of(
                  "model %s is published nowhere; take another model".formatted(model.id()))
              : Optional.empty();
    };
  }

  private String pinned() {
    return engine.weightsOf(model).stream()
        .filter(Quantization::isPinned)
        .map(Quantization::name)
        .reduce((one, other) -> one + " or " + other)
        .orElse("another model");
  }

  /** What is said of an engine that does not run on a lane. */
  public static String noSuchEngine(String name, Lane lane, String choice, Engines engines) {
    return "%s %s does not run on lane %s, which has %s; take engine %s there"
        .formatted(
            name,
            choice,
            lane.word(),
            lane == Lane.SERVERLESS ? "no GPU" : "a GPU",
            engines.usual(lane).choice());
  }

  /** What is wrong with loading these weights by this engine. */
  public static Optional<String> weightsProblem(
      Lane lane, EngineProfile engine, Model model, Quantization weights) {
    return weights.format() == engine.weights()
        ? Optional.empty()
        : Optional.of(
            "quantization %s of %s is stored as %s, but lane %s needs %s; take %s"
                .formatted(
                    weights.name(),
                    model.id(),
                    weights.format(),
                    lane.word(),
                    engine.weights(),
                    engine.usualWeights(model).map(Quantization::name).orElse("another model")));
  }

  /** What is said of a model that an engine can load no form of. */
  public static String noWeights(Lane lane, EngineProfile engine, Model model) {
    return "%s has no weights as %s in the catalogue, which lane %s needs; take another model"
        .formatted(model.id(), engine.weights(), lane.word());
  }

  /** What is wrong with a context. */
  public static Optional<String> contextProblem(String name, Model model, int tokens) {
    int most =
        model
            .architecture()
            .map(shape -> shape.contextLength())
            .orElse(Limits.CONTEXT_TOKENS.most().orElseThrow());
    return Limits.CONTEXT_TOKENS.upTo(most).problem(name, tokens);
  }

  /** What is wrong with going on with answers. */
  public static Optional<String> callsProblem(String name, EngineProfile engine, int calls) {
    return calls == 1 || engine.continues()
        ? Optional.empty()
        : Optional.of(
            "%s is %d, but engine %s cannot go on with an answer in a further call; leave it out"
                .formatted(name, calls, engine.choice()));
  }
}

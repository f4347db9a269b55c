package io.github.slmsagemaker.deployment;

import io.github.slmsagemaker.core.catalogue.Catalogue;
import io.github.slmsagemaker.core.catalogue.Model;
import io.github.slmsagemaker.core.catalogue.Quantization;
import io.github.slmsagemaker.core.chat.Beginning;
import io.github.slmsagemaker.core.deployment.Lane;
import io.github.slmsagemaker.core.format.ChatCodec;
import io.github.slmsagemaker.core.format.SpecialStrings;
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
            Suitability.engineProblem(placement, engine),
            Suitability.weightsProblem(placement, engine, model, weights),
            Suitability.contextProblem("context", model, contextTokens),
            Limits.CONCURRENCY.problem("maxConcurrency", maxConcurrency),
            Limits.CALLS_PER_REQUEST.problem("maxCallsPerRequest", maxCallsPerRequest),
            Suitability.callsProblem("maxCallsPerRequest", engine, maxCallsPerRequest),
            remembered(placement).flatMap(_ -> Suitability.beginningProblem("promptFile", engine)),
            remembered(placement)
                .flatMap(it -> Suitability.lengthProblem(text(model, it), contextTokens))));
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
            .orElseThrow(
                () -> new IllegalArgumentException(Suitability.noWeights(lane, engine, model))));
  }

  /** A model on a lane, the rest as is usual there. */
  public static Deployment of(Lane lane, EngineProfile engine, Model model, Quantization weights) {
    return of(Placement.usual(lane), engine, model, weights);
  }

  /** A model in a place, the rest as is usual there. */
  public static Deployment of(
      Placement placement, EngineProfile engine, Model model, Quantization weights) {
    return new Deployment(
        placement,
        engine,
        model,
        weights,
        Suitability.usualContext(placement, model, weights),
        placement.usualConcurrency(),
        engine.usualCalls());
  }

  /** The word for where it runs. */
  public Lane lane() {
    return placement.lane();
  }

  /**
   * What the stack makes for it.
   *
   * @throws IllegalStateException for an endpoint that is there: nothing is known of its machine
   */
  public Placement.Machine machine() {
    return switch (placement) {
      case Placement.Machine machine -> machine;
      case Placement.OnEndpoint there ->
          throw new IllegalStateException(
              "nothing is known of what endpoint %s runs on".formatted(there.name()));
    };
  }

  /**
   * One answer or the other, by the machine that the stack makes: an engine's host suits it.
   *
   * @throws IllegalStateException for an endpoint that is there
   */
  public <T> T where(
      BiFunction<Placement.Serverless, Host.Processors, T> onProcessors,
      BiFunction<Placement.OnInstances, Host.Card, T> onCards) {
    return switch (machine()) {
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

  /**
   * What conversations begin with that the engine has read before they come, as it is sent it;
   * empty for nothing.
   */
  public Optional<String> beginning() {
    return remembered(placement).map(it -> text(model, it));
  }

  private static Optional<Beginning> remembered(Placement placement) {
    return placement instanceof Placement.Serverless serverless
            && serverless.image() instanceof ModelImage.Built built
        ? built.beginning()
        : Optional.empty();
  }

  /** As the invoker renders requests. */
  private static String text(Model model, Beginning beginning) {
    return new ChatCodec(model.format(), new SpecialStrings(model.specialStrings()))
        .beginning(beginning);
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
      case Placement.OnEndpoint _ -> Optional.empty();
    };
  }

  private String pinned() {
    return engine.weightsOf(model).stream()
        .filter(Quantization::isPinned)
        .map(Quantization::name)
        .reduce((one, other) -> one + " or " + other)
        .orElse("another model");
  }
}

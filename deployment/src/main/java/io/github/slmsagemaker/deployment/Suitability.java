package io.github.slmsagemaker.deployment;

import static java.util.stream.Collectors.joining;

import io.github.slmsagemaker.core.catalogue.Architecture;
import io.github.slmsagemaker.core.catalogue.Model;
import io.github.slmsagemaker.core.catalogue.Quantization;
import io.github.slmsagemaker.core.deployment.Lane;
import io.github.slmsagemaker.core.engine.TokenEstimate;
import io.github.slmsagemaker.deployment.engine.Host;
import io.github.slmsagemaker.deployment.engine.EngineProfile;
import io.github.slmsagemaker.deployment.engine.Engines;
import java.util.Arrays;
import java.util.Optional;

/** Whether the parts of a deployment go together, and what is said where they do not. */
public final class Suitability {
  /** Contexts to choose from where they come almost for nothing, the longest first. */
  private static final int[] LONG_CONTEXTS = {32_768, 16_384, 8192};

  /** Bytes of one element of keys and values, which are f16. */
  private static final int CACHE_BYTES = 2;

  private Suitability() {}

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

  /** What is wrong with an engine there; somebody else's endpoint may run any. */
  static Optional<String> engineProblem(Placement placement, EngineProfile engine) {
    return switch (placement) {
      case Placement.Machine machine ->
          engine.runsOn(machine.lane())
              ? Optional.empty()
              : Optional.of(noSuchEngine("engine", machine.lane(), engine.choice(), Engines.OURS));
      case Placement.OnEndpoint _ -> Optional.empty();
    };
  }

  /** What is wrong with these weights there; somebody else's endpoint has its own. */
  static Optional<String> weightsProblem(
      Placement placement, EngineProfile engine, Model model, Quantization weights) {
    return switch (placement) {
      case Placement.Machine machine -> weightsProblem(machine.lane(), engine, model, weights);
      case Placement.OnEndpoint _ -> Optional.empty();
    };
  }

  /** What is wrong with loading these weights by this engine. */
  public static Optional<String> weightsProblem(
      Lane lane, EngineProfile engine, Model model, Quantization weights) {
    return engine.weights().contains(weights.format())
        ? Optional.empty()
        : Optional.of(
            "quantization %s of %s is stored as %s, but lane %s needs %s; take %s"
                .formatted(
                    weights.name(),
                    model.id(),
                    weights.format(),
                    lane.word(),
                    forms(engine),
                    engine.usualWeights(model).map(Quantization::name).orElse("another model")
                        + otherEngine(lane, weights)));
  }

  /** Another engine of the lane that loads them. */
  private static String otherEngine(Lane lane, Quantization weights) {
    return Engines.OURS.known().stream()
        .filter(other -> other.runsOn(lane) && other.weights().contains(weights.format()))
        .findFirst()
        .map(other -> ", or engine " + other.choice())
        .orElse("");
  }

  /** What is said of a model that an engine can load no form of. */
  public static String noWeights(Lane lane, EngineProfile engine, Model model) {
    return "%s has no weights as %s in the catalogue, which lane %s needs; take another model"
        .formatted(model.id(), forms(engine), lane.word());
  }

  private static String forms(EngineProfile engine) {
    return engine.weights().stream().map(Quantization.Format::name).collect(joining(" or "));
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

  /** What is wrong with an engine that is to read what conversations begin with only once. */
  public static Optional<String> beginningProblem(String name, EngineProfile engine) {
    boolean remembers =
        switch (engine.host()) {
          case Host.Processors processors -> processors.image().remembers();
          case Host.Card _ -> false;
        };
    return remembers
        ? Optional.empty()
        : Optional.of(
            ("%s has no effect with engine %s, which cannot keep what it has read; leave it out, or"
                    + " take engine %s on lane serverless")
                .formatted(name, engine.choice(), Engines.OURS.usual(Lane.SERVERLESS).choice()));
  }

  /** What is wrong with the length of what conversations begin with; it is measured in bytes. */
  static Optional<String> lengthProblem(String beginning, int contextTokens) {
    int least = (int) TokenEstimate.low(beginning);
    return least < contextTokens
        ? Optional.empty()
        : Optional.of(
            ("promptFile has at least %d tokens as the model reads it, but context is %d; shorten"
                    + " it, or take a longer context")
                .formatted(least, contextTokens));
  }

  /**
   * Tokens of context unless told otherwise. On processors a context takes memory beside the
   * weights: more than is usual is taken where its keys and values are less than a tenth of them,
   * as a hybrid's are, few of whose layers keep any.
   */
  public static int usualContext(Placement placement, Model model, Quantization weights) {
    boolean serverless = placement instanceof Placement.Serverless;
    if (!serverless || model.architecture().isEmpty() || weights.size().isEmpty()) {
      return placement.usualContextTokens();
    }
    Architecture shape = model.architecture().get();
    long most = weights.size().get().bytes() / 10;
    return Arrays.stream(LONG_CONTEXTS)
        .filter(tokens -> tokens <= shape.contextLength())
        .filter(tokens -> CACHE_BYTES * shape.cacheElements() * tokens <= most)
        .findFirst()
        .orElse(placement.usualContextTokens());
  }
}

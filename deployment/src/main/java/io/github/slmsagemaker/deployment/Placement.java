package io.github.slmsagemaker.deployment;

import io.github.slmsagemaker.core.deployment.Lane;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Where a model runs, and how large that is; values of another place cannot be held. */
public sealed interface Placement {

  /** What a stack makes for the model. */
  sealed interface Machine extends Placement {}

  /** The word for it. */
  Lane lane();

  /** Tokens of prompt and answer together, unless told otherwise. */
  int usualContextTokens();

  /** Calls at once, unless told otherwise. */
  int usualConcurrency();

  /** The usual machine of a lane. */
  static Machine usual(Lane lane) {
    return switch (lane) {
      case SERVERLESS -> Serverless.USUAL;
      case GPU -> OnInstances.COMING_AND_GOING;
      case ALWAYS_ON -> OnInstances.STAYING;
    };
  }

  /**
   * SageMaker Serverless Inference.
   *
   * @param memoryMb memory of the endpoint
   * @param settings how the engine is started
   * @param image where the container's image comes from
   */
  record Serverless(int memoryMb, ProcessorSettings settings, ModelImage image) implements Machine {
    /** The most that there is, which an 8B in Q4_K_M needs; an image that is built. */
    public static final Serverless USUAL =
        new Serverless(6144, ProcessorSettings.USUAL, ModelImage.Built.USUAL);

    public Serverless {
      Objects.requireNonNull(settings, "settings");
      Objects.requireNonNull(image, "image");
      ServerlessLimits limits = ServerlessLimits.load();
      Bounds.require(
          List.of(
              limits.memoryProblem("memoryMb", memoryMb),
              Bounds.atLeast(leastSequences(image), "")
                  .problem("sequences", settings.sequences())));
      settings
          .threads()
          .ifPresent(
              number ->
                  Bounds.require(List.of(limits.threads(memoryMb).problem("threads", number))));
    }

    @Override
    public Lane lane() {
      return Lane.SERVERLESS;
    }

    @Override
    public int usualContextTokens() {
      return 4096;
    }

    /** One: then a long answer in several calls finds the engine's prompt cache again. */
    @Override
    public int usualConcurrency() {
      return 1;
    }

    /** The same with other memory. */
    public Serverless withMemoryMb(int megabytes) {
      return new Serverless(megabytes, settings, image);
    }

    /** The same with the engine started in another way. */
    public Serverless withSettings(ProcessorSettings other) {
      return new Serverless(memoryMb, other, image);
    }

    /** The same with another image, and with the sequence more that a beginning in it needs. */
    public Serverless withImage(ModelImage other) {
      int sequences = Math.max(settings.sequences(), leastSequences(other));
      return new Serverless(memoryMb, settings.withSequences(sequences), other);
    }

    /**
     * Conversations that begin as the image remembers have a sequence to themselves: in the one of
     * all others they would find nothing of it.
     */
    private static int leastSequences(ModelImage image) {
      return image instanceof ModelImage.Built built && built.beginning().isPresent() ? 2 : 1;
    }
  }

  /**
   * Instances with a graphics card.
   *
   * @param instanceType their kind
   * @param leastInstances 0 where they go while they are idle, 1 where one stays
   * @param mostInstances the most that they grow to
   * @param image an image that is there; empty takes the one that is published for the engine
   */
  record OnInstances(
      String instanceType,
      int leastInstances,
      int mostInstances,
      Optional<ModelImage.Existing> image)
      implements Machine {
    /** Smallest kind with a card of 24 GB, which an 8B in bf16 needs; gone while it is idle. */
    public static final OnInstances COMING_AND_GOING =
        new OnInstances("ml.g5.xlarge", 0, 1, Optional.empty());

    /** The same, staying. */
    public static final OnInstances STAYING =
        new OnInstances("ml.g5.xlarge", 1, 1, Optional.empty());

    public OnInstances {
      Objects.requireNonNull(image, "image");
      Bounds.require(
          List.of(
              Limits.instanceType("instanceType", instanceType),
              Bounds.of(0, 1, "", "").problem("leastInstances", leastInstances),
              Limits.INSTANCES.problem("mostInstances", mostInstances)));
    }

    @Override
    public Lane lane() {
      return leastInstances == 0 ? Lane.GPU : Lane.ALWAYS_ON;
    }

    /** What leaves room beside 16 GB of weights on a card of 24 GB. */
    @Override
    public int usualContextTokens() {
      return 8192;
    }

    /** Eight, which a card computes together. */
    @Override
    public int usualConcurrency() {
      return 8;
    }

    /** The same on another kind of instance. */
    public OnInstances withInstanceType(String other) {
      return new OnInstances(other, leastInstances, mostInstances, image);
    }

    /** The same with another bound on instances. */
    public OnInstances withMostInstances(int other) {
      return new OnInstances(instanceType, leastInstances, other, image);
    }

    /** The same with an image that is there. */
    public OnInstances withImage(ModelImage.Existing other) {
      return new OnInstances(instanceType, leastInstances, mostInstances, Optional.of(other));
    }
  }

  /**
   * An endpoint that somebody has made, with its container: nothing of it is changed, and nothing
   * is known of what it runs on.
   *
   * @param lane how it can be called: of which lane it would be, had the stack made it
   * @param name its name
   * @param component the inference component on it that is called; empty where it has none
   */
  record OnEndpoint(Lane lane, String name, Optional<String> component) implements Placement {
    /** Most of them stand on an instance that stays. */
    public static final Lane USUAL_LANE = Lane.ALWAYS_ON;

    public OnEndpoint {
      Objects.requireNonNull(lane, "lane");
      Bounds.require(
          List.of(
              Limits.resourceName("endpoint", name),
              component.flatMap(part -> Limits.resourceName("endpointComponent", part)),
              component.flatMap(_ -> componentProblem("endpointComponent", lane))));
    }

    /** What is wrong with naming an inference component. */
    public static Optional<String> componentProblem(String name, Lane lane) {
      return lane == Lane.SERVERLESS
          ? Optional.of(
              "%s is for an endpoint on instances: one of lane serverless has none; leave it out"
                  .formatted(name))
          : Optional.empty();
    }

    @Override
    public int usualContextTokens() {
      return Placement.usual(lane).usualContextTokens();
    }

    @Override
    public int usualConcurrency() {
      return Placement.usual(lane).usualConcurrency();
    }
  }
}

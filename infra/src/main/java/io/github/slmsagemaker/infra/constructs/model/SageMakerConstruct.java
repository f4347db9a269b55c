package io.github.slmsagemaker.infra.constructs.model;

import io.github.slmsagemaker.capacity.Configuration;
import io.github.slmsagemaker.core.deployment.Lane;
import io.github.slmsagemaker.deployment.engine.EngineKind;
import io.github.slmsagemaker.infra.constructs.Limits;
import io.github.slmsagemaker.infra.constructs.image.ModelImage;
import io.github.slmsagemaker.infra.constructs.image.ServedModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import software.amazon.awscdk.services.iam.Grant;
import software.amazon.awscdk.services.iam.GrantOnPrincipalOptions;
import software.amazon.awscdk.services.iam.IGrantable;
import software.constructs.Construct;

/**
 * The model behind a SageMaker endpoint; one switch, the {@link Lane}, decides on what it runs.
 *
 * <p>Names of models and endpoint configurations are generated, since SageMaker can only replace
 * them; the endpoint's own name is fixed for each kind of hosting, so that permissions and metrics
 * can name it. Moving between {@code serverless} and the GPU lanes makes a new endpoint: SageMaker
 * cannot convert one.
 */
public final class SageMakerConstruct extends Construct {
  private final Props props;
  private final Hosting hosting;

  /**
   * Creates the endpoint and what it needs.
   *
   * @throws IllegalArgumentException if the model does not fit where it is to run, or the image
   *     lies where the endpoint cannot pull it from
   */
  public SageMakerConstruct(Construct scope, String id, Props props) {
    super(scope, id);
    Limits.require(List.of(Fitting.problem(props)));
    this.props = props;
    this.hosting =
        switch (props.lane()) {
          case SERVERLESS -> ServerlessHosting.create(this, props);
          case GPU, ALWAYS_ON -> InstanceHosting.create(this, props);
        };
  }

  /** What it was made from. */
  public Props props() {
    return props;
  }

  /** Name of the endpoint, to call it by. */
  public String endpointName() {
    return hosting.endpointName();
  }

  /** Name of the inference component on it; only on the GPU lanes. */
  public Optional<String> inferenceComponentName() {
    return hosting.componentName();
  }

  /**
   * Lets someone call this model, and nothing else: the one endpoint and, on the GPU lanes, its one
   * inference component; as a stream only where the lane can stream.
   */
  public Grant grantInvoke(IGrantable grantee) {
    List<String> actions = new ArrayList<>(List.of("sagemaker:InvokeEndpoint"));
    if (props.lane().streams()) {
      actions.add("sagemaker:InvokeEndpointWithResponseStream");
    }
    List<String> resources = new ArrayList<>(List.of(hosting.endpoint().getRef()));
    hosting
        .component()
        .ifPresent(component -> resources.add(component.getAttrInferenceComponentArn()));
    return Grant.addToPrincipal(
        GrantOnPrincipalOptions.builder()
            .grantee(grantee)
            .actions(actions)
            .resourceArns(resources)
            .build());
  }

  /**
   * What to run, and on what. Values of another lane are kept and have no effect.
   *
   * @param lane where the model runs
   * @param engine what runs it
   * @param model the weights
   * @param settings how the engine is started
   * @param maxConcurrency calls at once; on the serverless lane this bounds the worst month's cost
   * @param image where the container's image comes from
   * @param memoryMb memory of the serverless endpoint
   * @param instanceType what the GPU lanes run on
   * @param maxInstances most instances of the GPU lanes
   */
  public record Props(
      Lane lane,
      EngineKind engine,
      ServedModel model,
      EngineSettings settings,
      int maxConcurrency,
      ModelImage image,
      int memoryMb,
      String instanceType,
      int maxInstances) {

    /** Smallest instance with a card of 24 GB, which an 8B in bf16 needs. */
    public static final String DEFAULT_INSTANCE_TYPE = Configuration.DEFAULT_INSTANCE_TYPE;

    /** The most that a serverless endpoint can have, which an 8B in Q4_K_M needs. */
    public static final int DEFAULT_MEMORY_MB = Configuration.DEFAULT_MEMORY_MB;

    public Props {
      Objects.requireNonNull(model, "model");
      Objects.requireNonNull(settings, "settings");
      Objects.requireNonNull(image, "image");
      Limits.require(
          List.of(
              Limits.serverlessMemoryMb(memoryMb),
              Limits.maxConcurrency(maxConcurrency),
              LaneRules.engine(lane, engine),
              LaneRules.image(lane, image),
              LaneRules.build(engine, model, image),
              Limits.instanceType(instanceType),
              Limits.maxInstances(maxInstances)));
    }

    /**
     * The default model on serverless CPUs, in an image that is built with the stack.
     *
     * <p>One call at a time: then a long answer that takes several calls finds the engine's prompt
     * cache again.
     */
    public static Props serverless() {
      return of(
          Lane.SERVERLESS,
          ServedModel.byDefault(Lane.SERVERLESS),
          LaneRules.usualImage(Lane.SERVERLESS));
    }

    /** The same in an image of this account's ECR that holds the weights already. */
    public static Props serverless(String imageUri) {
      return serverless().withImage(new ModelImage.Existing(imageUri));
    }

    /** The default model on a GPU that goes away while it is idle. */
    public static Props gpu() {
      return of(Lane.GPU, ServedModel.byDefault(Lane.GPU), LaneRules.usualImage(Lane.GPU));
    }

    /** The default model on a GPU that stays. */
    public static Props alwaysOn() {
      return of(
          Lane.ALWAYS_ON,
          ServedModel.byDefault(Lane.ALWAYS_ON),
          LaneRules.usualImage(Lane.ALWAYS_ON));
    }

    /** A model on a lane, the rest as is usual there. */
    public static Props of(Lane lane, ServedModel model, ModelImage image) {
      return new Props(
          lane,
          LaneRules.usualEngine(lane),
          model,
          EngineSettings.defaults(lane),
          defaultConcurrency(lane),
          image,
          DEFAULT_MEMORY_MB,
          DEFAULT_INSTANCE_TYPE,
          1);
    }

    /** Calls at once where nothing is said: one on CPUs, eight on a GPU, which batches them. */
    public static int defaultConcurrency(Lane lane) {
      return Configuration.usualConcurrency(lane);
    }

    /** The same with another engine. */
    public Props withEngine(EngineKind other) {
      return new Props(
          lane,
          other,
          model,
          settings,
          maxConcurrency,
          image,
          memoryMb,
          instanceType,
          maxInstances);
    }

    /** The same with the engine started in another way. */
    public Props withSettings(EngineSettings other) {
      return new Props(
          lane, engine, model, other, maxConcurrency, image, memoryMb, instanceType, maxInstances);
    }

    /** The same with another image. */
    public Props withImage(ModelImage other) {
      return new Props(
          lane,
          engine,
          model,
          settings,
          maxConcurrency,
          other,
          memoryMb,
          instanceType,
          maxInstances);
    }

    /** The same with another number of calls at once. */
    public Props withMaxConcurrency(int other) {
      return new Props(
          lane, engine, model, settings, other, image, memoryMb, instanceType, maxInstances);
    }

    /** The same with another serverless memory. */
    public Props withMemoryMb(int other) {
      return new Props(
          lane, engine, model, settings, maxConcurrency, image, other, instanceType, maxInstances);
    }

    /** The same on another kind of instance. */
    public Props withInstanceType(String other) {
      return new Props(
          lane, engine, model, settings, maxConcurrency, image, memoryMb, other, maxInstances);
    }

    /** The same with another bound on instances. */
    public Props withMaxInstances(int other) {
      return new Props(
          lane, engine, model, settings, maxConcurrency, image, memoryMb, instanceType, other);
    }
  }
}

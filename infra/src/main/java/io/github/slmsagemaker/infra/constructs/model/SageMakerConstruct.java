package io.github.slmsagemaker.infra.constructs.model;

import io.github.slmsagemaker.capacity.plan.Fitting;
import io.github.slmsagemaker.deployment.Bounds;
import io.github.slmsagemaker.deployment.Deployment;
import io.github.slmsagemaker.deployment.Placement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awscdk.services.iam.Grant;
import software.amazon.awscdk.services.iam.GrantOnPrincipalOptions;
import software.amazon.awscdk.services.iam.IGrantable;
import software.constructs.Construct;

/**
 * The model behind a SageMaker endpoint; its placement decides on what it runs.
 *
 * <p>Names of models and endpoint configurations are generated, since SageMaker can only replace
 * them; the endpoint's own name is fixed for each kind of hosting, so that permissions and metrics
 * can name it. Moving between {@code serverless} and the GPU lanes makes a new endpoint: SageMaker
 * cannot convert one. For an endpoint that is there nothing is created.
 */
public final class SageMakerConstruct extends Construct {
  private final Deployment deployment;
  private final Hosting hosting;

  /**
   * Creates the endpoint and what it needs.
   *
   * @throws IllegalArgumentException if the model does not fit where it is to run, or the image
   *     lies where the endpoint cannot pull it from
   */
  public SageMakerConstruct(Construct scope, String id, Deployment deployment) {
    super(scope, id);
    Bounds.require(List.of(deployment.buildProblem(), Fitting.problem(deployment)));
    this.deployment = deployment;
    this.hosting =
        switch (deployment.placement()) {
          case Placement.Machine _ ->
              deployment.where(
                  (serverless, host) ->
                      ServerlessHosting.create(this, deployment, serverless, host),
                  (instances, host) -> InstanceHosting.create(this, deployment, instances, host));
          case Placement.OnEndpoint there -> EndpointThatIsThere.of(this, there);
        };
  }

  /** What it was made from. */
  public Deployment deployment() {
    return deployment;
  }

  /** Name of the endpoint, to call it by. */
  public String endpointName() {
    return hosting.endpoint().name();
  }

  /** Name of the inference component on it, where it has one. */
  public Optional<String> inferenceComponentName() {
    return hosting.component().map(Hosting.Named::name);
  }

  /** ARN of that component where this made it; an endpoint that was there is somebody else's. */
  public Optional<String> ownComponentArn() {
    return switch (deployment.placement()) {
      case Placement.Machine _ -> hosting.component().map(Hosting.Named::arn);
      case Placement.OnEndpoint _ -> Optional.empty();
    };
  }

  /**
   * Lets someone call this model, and nothing else: the one endpoint and its one inference
   * component, where it has one; as a stream only where the lane can stream.
   */
  public Grant grantInvoke(IGrantable grantee) {
    List<String> actions = new ArrayList<>(List.of("sagemaker:InvokeEndpoint"));
    if (deployment.lane().streams()) {
      actions.add("sagemaker:InvokeEndpointWithResponseStream");
    }
    List<String> resources = new ArrayList<>(List.of(hosting.endpoint().arn()));
    hosting.component().ifPresent(component -> resources.add(component.arn()));
    return Grant.addToPrincipal(
        GrantOnPrincipalOptions.builder()
            .grantee(grantee)
            .actions(actions)
            .resourceArns(resources)
            .build());
  }
}

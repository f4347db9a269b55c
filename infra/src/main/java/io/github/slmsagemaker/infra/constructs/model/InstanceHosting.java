package io.github.slmsagemaker.infra.constructs.model;

import io.github.slmsagemaker.deployment.Deployment;
import io.github.slmsagemaker.deployment.Placement;
import io.github.slmsagemaker.deployment.engine.Host;
import io.github.slmsagemaker.infra.constructs.image.ContainerImage;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.sagemaker.CfnEndpoint;
import software.amazon.awscdk.services.sagemaker.CfnEndpointConfig;
import software.amazon.awscdk.services.sagemaker.CfnInferenceComponent;
import software.amazon.awscdk.services.sagemaker.CfnModel;
import software.constructs.Construct;

/**
 * A GPU instance with one inference component, the only way for an endpoint to scale to zero.
 *
 * <p>Source of the shape: "Scale an endpoint to zero instances" in the SageMaker developer guide,
 * and aws-samples/sagemaker-genai-hosting-examples, scale-to-zero-endpoint.
 */
final class InstanceHosting {
  /** The weights of an 8B are 16 GB, fetched from their publisher at each start. */
  private static final int START_SECONDS = 1800;

  /** Host memory, not the card's: the launcher, and pages of weights on their way to the card. */
  private static final int HOST_MEMORY_MB = 8192;

  /** An instance goes once no copy is on it; nothing is moved together, there being one of each. */
  private static final String WITHOUT_COPIES = "IDLE_RELEASE";

  private final Construct scope;
  private final Deployment deployment;
  private final Placement.OnInstances place;
  private final Host.Card host;
  private final String name;

  private InstanceHosting(
      Construct parent, Deployment deployment, Placement.OnInstances place, Host.Card host) {
    this.scope = new Construct(parent, "Instances");
    this.deployment = deployment;
    this.place = place;
    this.host = host;
    this.name = HostingNames.of(parent, "gpu");
  }

  static Hosting create(
      Construct parent, Deployment deployment, Placement.OnInstances place, Host.Card host) {
    return new InstanceHosting(parent, deployment, place, host).hosting();
  }

  private Hosting hosting() {
    ContainerImage image =
        place
            .image()
            .map(ContainerImage::of)
            .orElseGet(() -> PublishedContainer.in(scope, host.image()));
    LogGroup log = HostingNames.log(scope, "InferenceComponents", name);
    Role role = ExecutionRole.create(scope, "Role", image, log);
    CfnEndpoint endpoint = endpoint(role);
    CfnInferenceComponent component = component(endpoint, model(role, image));
    Scaling.of(scope, component, name, place.leastInstances(), place.mostInstances());
    return new Hosting(
        new Hosting.Named(name, endpoint.getRef()),
        Optional.of(new Hosting.Named(name, component.getAttrInferenceComponentArn())));
  }

  private CfnModel model(Role role, ContainerImage image) {
    return CfnModel.Builder.create(scope, "Model")
        .executionRoleArn(role.getRoleArn())
        .primaryContainer(
            CfnModel.ContainerDefinitionProperty.builder()
                .image(image.uri())
                .environment(environment())
                .build())
        .build();
  }

  private Map<String, String> environment() {
    return host.environment()
        .of(
            deployment.repository().orElseThrow(),
            deployment.weights().revision(),
            deployment.contextTokens(),
            deployment.maxConcurrency());
  }

  private CfnEndpoint endpoint(Role role) {
    CfnEndpointConfig configuration =
        CfnEndpointConfig.Builder.create(scope, "Configuration")
            .executionRoleArn(role.getRoleArn())
            .productionVariants(List.of(variant()))
            .build();
    return CfnEndpoint.Builder.create(scope, "Endpoint")
        .endpointName(name)
        .endpointConfigName(configuration.getAttrEndpointConfigName())
        .build();
  }

  private CfnEndpointConfig.ProductionVariantProperty variant() {
    return CfnEndpointConfig.ProductionVariantProperty.builder()
        .variantName(HostingNames.VARIANT)
        .instanceType(place.instanceType())
        .initialInstanceCount(1)
        .containerStartupHealthCheckTimeoutInSeconds(START_SECONDS)
        .managedInstanceScaling(
            CfnEndpointConfig.ManagedInstanceScalingProperty.builder()
                .status("ENABLED")
                .minInstanceCount(place.leastInstances())
                .maxInstanceCount(place.mostInstances())
                .scaleInPolicy(
                    CfnEndpointConfig.ScaleInPolicyProperty.builder()
                        .strategy(WITHOUT_COPIES)
                        .build())
                .build())
        .inferenceAmiVersion(host.machineImage().orElse(null))
        .routingConfig(
            CfnEndpointConfig.RoutingConfigProperty.builder()
                .routingStrategy("LEAST_OUTSTANDING_REQUESTS")
                .build())
        .build();
  }

  /**
   * Starts with one copy, so that a deployment fails where the container does not start. A copy
   * that comes back before its instance went finds the image on it.
   */
  private CfnInferenceComponent component(CfnEndpoint endpoint, CfnModel model) {
    return CfnInferenceComponent.Builder.create(scope, "Component")
        .inferenceComponentName(name)
        .endpointName(endpoint.getAttrEndpointName())
        .variantName(HostingNames.VARIANT)
        .runtimeConfig(
            CfnInferenceComponent.InferenceComponentRuntimeConfigProperty.builder()
                .copyCount(1)
                .build())
        .specification(
            CfnInferenceComponent.InferenceComponentSpecificationProperty.builder()
                .modelName(model.getAttrModelName())
                .dataCacheConfig(
                    CfnInferenceComponent.InferenceComponentDataCacheConfigProperty.builder()
                        .enableCaching(true)
                        .build())
                .startupParameters(
                    CfnInferenceComponent.InferenceComponentStartupParametersProperty.builder()
                        .modelDataDownloadTimeoutInSeconds(START_SECONDS)
                        .containerStartupHealthCheckTimeoutInSeconds(START_SECONDS)
                        .build())
                .computeResourceRequirements(
                    CfnInferenceComponent.InferenceComponentComputeResourceRequirementsProperty
                        .builder()
                        .numberOfAcceleratorDevicesRequired(1)
                        .minMemoryRequiredInMb(HOST_MEMORY_MB)
                        .build())
                .build())
        .build();
  }
}

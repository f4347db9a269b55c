package io.github.slmsagemaker.infra.constructs.model;

import io.github.slmsagemaker.infra.constructs.image.ContainerImage;
import io.github.slmsagemaker.infra.constructs.image.ModelImage;
import io.github.slmsagemaker.core.deployment.Lane;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
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

  private final Construct scope;
  private final SageMakerConstruct.Props props;
  private final String name;

  private InstanceHosting(Construct parent, SageMakerConstruct.Props props) {
    this.scope = new Construct(parent, "Instances");
    this.props = props;
    this.name = HostingNames.of(parent, "gpu");
  }

  static Hosting create(Construct parent, SageMakerConstruct.Props props) {
    return new InstanceHosting(parent, props).hosting();
  }

  private Hosting hosting() {
    ContainerImage image =
        props.image() instanceof ModelImage.Existing(String uri)
            ? ContainerImage.of(uri)
            : TgiImage.in(scope);
    LogGroup log = HostingNames.log(scope, "InferenceComponents", name);
    Role role = ExecutionRole.create(scope, "Role", image, log);
    CfnEndpoint endpoint = endpoint(role);
    CfnInferenceComponent component = component(endpoint, model(role, image));
    Scaling.of(scope, component, name, leastInstances(), props.maxInstances());
    return new Hosting(endpoint, name, Optional.of(component), Optional.of(name));
  }

  private int leastInstances() {
    return props.lane() == Lane.GPU ? 0 : 1;
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

  /** Names that the container's sagemaker-entrypoint.sh reads, beside those of the launcher. */
  private Map<String, String> environment() {
    Map<String, String> names =
        new TreeMap<>(props.settings().environment(props.engine(), props.maxConcurrency()));
    names.put("HF_MODEL_ID", props.model().repository());
    names.put("SM_NUM_GPUS", "1");
    props.model().revision().ifPresent(revision -> names.put("HF_MODEL_REVISION", revision));
    return names;
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
        .instanceType(props.instanceType())
        .initialInstanceCount(1)
        .containerStartupHealthCheckTimeoutInSeconds(START_SECONDS)
        .managedInstanceScaling(
            CfnEndpointConfig.ManagedInstanceScalingProperty.builder()
                .status("ENABLED")
                .minInstanceCount(leastInstances())
                .maxInstanceCount(props.maxInstances())
                .build())
        .routingConfig(
            CfnEndpointConfig.RoutingConfigProperty.builder()
                .routingStrategy("LEAST_OUTSTANDING_REQUESTS")
                .build())
        .build();
  }

  /** Starts with one copy, so that a deployment fails where the container does not start. */
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

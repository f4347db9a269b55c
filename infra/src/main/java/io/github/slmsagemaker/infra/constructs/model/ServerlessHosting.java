package io.github.slmsagemaker.infra.constructs.model;

import io.github.slmsagemaker.infra.constructs.image.ContainerImage;
import io.github.slmsagemaker.infra.constructs.image.ImageConstruct;
import io.github.slmsagemaker.infra.constructs.image.ModelImage;
import io.github.slmsagemaker.core.deployment.ContainerNames;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.sagemaker.CfnEndpoint;
import software.amazon.awscdk.services.sagemaker.CfnEndpointConfig;
import software.amazon.awscdk.services.sagemaker.CfnModel;
import software.constructs.Construct;

/**
 * SageMaker Serverless Inference: an endpoint that costs nothing while it is idle.
 *
 * <p>The weights lie in the image, since a serverless endpoint loads no uncompressed model from S3
 * and has 5 GB of disk. No network isolation and no VPC: it supports neither.
 */
final class ServerlessHosting {
  private final Construct scope;
  private final SageMakerConstruct.Props props;
  private final String name;

  private ServerlessHosting(Construct parent, SageMakerConstruct.Props props) {
    this.scope = new Construct(parent, "Serverless");
    this.props = props;
    this.name = HostingNames.of(parent, "serverless");
  }

  static Hosting create(Construct parent, SageMakerConstruct.Props props) {
    return new ServerlessHosting(parent, props).hosting();
  }

  private Hosting hosting() {
    CfnModel model = model();
    CfnEndpointConfig configuration = configuration(model);
    CfnEndpoint endpoint =
        CfnEndpoint.Builder.create(scope, "Endpoint")
            .endpointName(name)
            .endpointConfigName(configuration.getAttrEndpointConfigName())
            .build();
    return new Hosting(endpoint, name, Optional.empty(), Optional.empty());
  }

  private CfnModel model() {
    ContainerImage image = image();
    LogGroup log = HostingNames.log(scope, "Endpoints", name);
    Role role = ExecutionRole.create(scope, "Role", image, log);
    return CfnModel.Builder.create(scope, "Model")
        .executionRoleArn(role.getRoleArn())
        .primaryContainer(
            CfnModel.ContainerDefinitionProperty.builder()
                .image(image.uri())
                .environment(environment())
                .build())
        .build();
  }

  private ContainerImage image() {
    return switch (props.image()) {
      case ModelImage.Existing(String uri) -> {
        ContainerImage existing = ContainerImage.of(uri);
        existing.requireSamePlaceAs(Stack.of(scope));
        yield existing;
      }
      case ModelImage.Built built ->
          new ImageConstruct(
                  scope, "Image", new ImageConstruct.Props(props.engine(), props.model(), built))
              .image();
      case ModelImage.Published _ ->
          throw new IllegalStateException("no published image runs on the serverless lane");
    };
  }

  /** The engine's settings, and which weights the image should hold, for it to compare. */
  private Map<String, String> environment() {
    Map<String, String> names =
        new TreeMap<>(props.settings().environment(props.engine(), props.maxConcurrency()));
    names.put(ContainerNames.MODEL, props.model().id());
    names.put(ContainerNames.QUANTIZATION, props.model().quantization());
    names.put(ContainerNames.MEMORY_MB, Integer.toString(props.memoryMb()));
    return names;
  }

  private CfnEndpointConfig configuration(CfnModel model) {
    return CfnEndpointConfig.Builder.create(scope, "Configuration")
        .productionVariants(
            List.of(
                CfnEndpointConfig.ProductionVariantProperty.builder()
                    .variantName(HostingNames.VARIANT)
                    .modelName(model.getAttrModelName())
                    .initialVariantWeight(1)
                    .serverlessConfig(
                        CfnEndpointConfig.ServerlessConfigProperty.builder()
                            .memorySizeInMb(props.memoryMb())
                            .maxConcurrency(props.maxConcurrency())
                            .build())
                    .build()))
        .build();
  }
}

package io.github.slmsagemaker.infra.constructs.model;

import io.github.slmsagemaker.core.deployment.ContainerNames;
import io.github.slmsagemaker.deployment.Deployment;
import io.github.slmsagemaker.deployment.ModelImage;
import io.github.slmsagemaker.deployment.Placement;
import io.github.slmsagemaker.deployment.ProcessorSettings;
import io.github.slmsagemaker.deployment.engine.Host;
import io.github.slmsagemaker.infra.constructs.image.ContainerImage;
import io.github.slmsagemaker.infra.constructs.image.ImageConstruct;
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
  private final Deployment deployment;
  private final Placement.Serverless place;
  private final Host.Processors host;
  private final String name;

  private ServerlessHosting(
      Construct parent, Deployment deployment, Placement.Serverless place, Host.Processors host) {
    this.scope = new Construct(parent, "Serverless");
    this.deployment = deployment;
    this.place = place;
    this.host = host;
    this.name = HostingNames.of(parent, "serverless");
  }

  static Hosting create(
      Construct parent, Deployment deployment, Placement.Serverless place, Host.Processors host) {
    return new ServerlessHosting(parent, deployment, place, host).hosting();
  }

  private Hosting hosting() {
    CfnModel model = model();
    CfnEndpointConfig configuration = configuration(model);
    CfnEndpoint endpoint =
        CfnEndpoint.Builder.create(scope, "Endpoint")
            .endpointName(name)
            .endpointConfigName(configuration.getAttrEndpointConfigName())
            .build();
    return new Hosting(new Hosting.Named(name, endpoint.getRef()), Optional.empty());
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
    return switch (place.image()) {
      case ModelImage.Existing there -> {
        ContainerImage existing = ContainerImage.of(there);
        existing.requireSamePlaceAs(Stack.of(scope));
        yield existing;
      }
      case ModelImage.Built built ->
          new ImageConstruct(
                  scope, "Image", new ImageConstruct.Props(host.image(), deployment, built))
              .image();
    };
  }

  /** What the entrypoint reads, the same for every engine: it knows the engines' own names. */
  private Map<String, String> environment() {
    ProcessorSettings settings = place.settings();
    Map<String, String> names = new TreeMap<>();
    names.put(ContainerNames.MODEL, deployment.model().id().value());
    names.put(ContainerNames.QUANTIZATION, deployment.weights().name());
    names.put(ContainerNames.CONTEXT_TOKENS, text(deployment.contextTokens()));
    names.put(ContainerNames.PHYSICAL_BATCH_TOKENS, text(settings.physicalBatchTokens()));
    names.put(ContainerNames.SEQUENCES, text(settings.sequences()));
    names.put(ContainerNames.PROMPT_CACHE_MB, text(settings.promptCacheMb()));
    if (host.build().repacksOnRequest()) {
      names.put(ContainerNames.REPACK, Boolean.toString(settings.repack()));
    }
    names.put(ContainerNames.MAX_CONCURRENCY, text(deployment.maxConcurrency()));
    names.put(ContainerNames.MEMORY_MB, text(place.memoryMb()));
    settings.threads().ifPresent(number -> names.put(ContainerNames.THREADS, text(number)));
    return names;
  }

  private static String text(int number) {
    return Integer.toString(number);
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
                            .memorySizeInMb(place.memoryMb())
                            .maxConcurrency(deployment.maxConcurrency())
                            .build())
                    .build()))
        .build();
  }
}

package io.github.slmsagemaker.cli.account;

import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.sagemaker.SageMakerClient;
import software.amazon.awssdk.services.sagemaker.model.DeployedImage;
import software.amazon.awssdk.services.sagemaker.model.DescribeEndpointResponse;
import software.amazon.awssdk.services.sagemaker.model.DescribeInferenceComponentResponse;
import software.amazon.awssdk.services.sagemaker.model.ProductionVariant;
import software.amazon.awssdk.services.sagemaker.model.ProductionVariantServerlessConfig;
import software.amazon.awssdk.services.sagemaker.model.ProductionVariantSummary;
import software.amazon.awssdk.services.sagemaker.model.SageMakerException;

/** Reads endpoints and their inference components. */
final class Endpoints {
  private Endpoints() {}

  static Optional<Endpoint> endpoint(SageMakerClient client, String name) {
    try {
      return Optional.of(
          read(client, client.describeEndpoint(request -> request.endpointName(name))));
    } catch (SageMakerException refused) {
      return noneOf(refused);
    }
  }

  static Optional<Endpoint> component(SageMakerClient client, String name) {
    try {
      return Optional.of(
          read(client.describeInferenceComponent(request -> request.inferenceComponentName(name))));
    } catch (SageMakerException refused) {
      return noneOf(refused);
    }
  }

  /** SageMaker has no error of its own for a name that it does not know. */
  private static Optional<Endpoint> noneOf(SageMakerException refused) {
    if (AwsClients.code(refused).equals("ValidationException")
        && String.valueOf(refused.getMessage()).contains("Could not find")) {
      return Optional.empty();
    }
    throw refused;
  }

  private static Endpoint read(SageMakerClient client, DescribeEndpointResponse found) {
    Optional<ProductionVariantSummary> variant = found.productionVariants().stream().findFirst();
    Optional<ProductionVariantServerlessConfig> serverless =
        variant.map(ProductionVariantSummary::currentServerlessConfig);
    String machine =
        serverless
            .map(it -> "%d MB, %d at once".formatted(it.memorySizeInMB(), it.maxConcurrency()))
            .orElseGet(() -> instances(client, found, variant));
    return new Endpoint(
        found.endpointStatusAsString(),
        Optional.ofNullable(found.failureReason()),
        serverless.isPresent(),
        machine,
        variant.flatMap(it -> image(it.deployedImages())));
  }

  /** Their number is the endpoint's, their kind stands in its configuration. */
  private static String instances(
      SageMakerClient client,
      DescribeEndpointResponse found,
      Optional<ProductionVariantSummary> variant) {
    String type =
        client
            .describeEndpointConfig(
                request -> request.endpointConfigName(found.endpointConfigName()))
            .productionVariants()
            .stream()
            .findFirst()
            .map(ProductionVariant::instanceTypeAsString)
            .orElse("an instance of a kind that is not told");
    return variant
        .map(ProductionVariantSummary::currentInstanceCount)
        .map(count -> "%d x %s".formatted(count, type))
        .orElse(type);
  }

  private static Endpoint read(DescribeInferenceComponentResponse found) {
    return new Endpoint(
        found.inferenceComponentStatusAsString(),
        Optional.ofNullable(found.failureReason()),
        false,
        Optional.ofNullable(found.runtimeConfig())
            .map(running -> running.currentCopyCount() + " copies of it")
            .orElse("copies that are not told"),
        Optional.ofNullable(found.specification())
            .flatMap(it -> Optional.ofNullable(it.container()))
            .flatMap(it -> Optional.ofNullable(it.deployedImage()))
            .flatMap(image -> image(List.of(image))));
  }

  private static Optional<String> image(List<DeployedImage> images) {
    return images.stream()
        .findFirst()
        .map(
            image ->
                Optional.ofNullable(image.specifiedImage())
                    .orElse(Optional.ofNullable(image.resolvedImage()).orElse("not told")));
  }
}

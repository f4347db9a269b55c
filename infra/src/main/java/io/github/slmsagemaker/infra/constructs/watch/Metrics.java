package io.github.slmsagemaker.infra.constructs.watch;

import io.github.slmsagemaker.core.deployment.MetricNames;
import io.github.slmsagemaker.deployment.Placement;
import io.github.slmsagemaker.infra.constructs.api.ApiConstruct;
import io.github.slmsagemaker.infra.constructs.invoker.InvokerConstruct;
import io.github.slmsagemaker.infra.constructs.model.HostingNames;
import io.github.slmsagemaker.infra.constructs.model.SageMakerConstruct;
import java.util.Map;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.lambda.IFunction;

/** Where each number of a deployment is found in CloudWatch. */
public final class Metrics {
  private final SageMakerConstruct model;
  private final InvokerConstruct invoker;
  private final ApiConstruct api;

  Metrics(SageMakerConstruct model, InvokerConstruct invoker, ApiConstruct api) {
    this.model = model;
    this.invoker = invoker;
    this.api = api;
  }

  /** A metric that the invoker writes; {@link MetricNames}. */
  Metric ours(String name, String statistic, Duration period) {
    return metric(
        MetricNames.NAMESPACE,
        name,
        statistic,
        period,
        Map.of(MetricNames.ENDPOINT_DIMENSION, model.endpointName()));
  }

  /**
   * The same of one key, or of all that have no metrics of their own.
   *
   * @param key value of the dimension
   */
  Metric ours(String name, String statistic, Duration period, String key) {
    return metric(
        MetricNames.NAMESPACE,
        name,
        statistic,
        period,
        Map.of(
            MetricNames.ENDPOINT_DIMENSION, model.endpointName(), MetricNames.KEY_DIMENSION, key));
  }

  /** A metric of the API's stage, which counts what never reached the invoker too. */
  Metric api(String name, String statistic, Duration period) {
    return metric(
        "AWS/ApiGateway",
        name,
        statistic,
        period,
        Map.of("ApiName", api.apiName(), "Stage", ApiConstruct.STAGE));
  }

  /** A metric of the invoker's function. */
  Metric function(String name, String statistic, Duration period) {
    return function(invoker.function(), name, statistic, period);
  }

  /** A metric of another function. */
  Metric function(IFunction function, String name, String statistic, Duration period) {
    return metric(
        "AWS/Lambda", name, statistic, period, Map.of("FunctionName", function.getFunctionName()));
  }

  /** A metric of the variant of an endpoint that the stack makes; latencies are in microseconds. */
  Metric endpoint(String name, String statistic, Duration period) {
    return metric("AWS/SageMaker", name, statistic, period, variant());
  }

  /** A metric of the endpoint's instances; only on the GPU lanes. */
  Metric instances(String name, String statistic, Duration period) {
    return metric("/aws/sagemaker/Endpoints", name, statistic, period, variant());
  }

  /** A metric of the inference component, where there is one. */
  Metric component(String name, String statistic, Duration period) {
    return metric(
        "AWS/SageMaker",
        name,
        statistic,
        period,
        Map.of("InferenceComponentName", model.inferenceComponentName().orElseThrow()));
  }

  Placement placement() {
    return model.deployment().placement();
  }

  private Map<String, String> variant() {
    return Map.of("EndpointName", model.endpointName(), "VariantName", HostingNames.VARIANT);
  }

  private static Metric metric(
      String namespace,
      String name,
      String statistic,
      Duration period,
      Map<String, String> dimensions) {
    return Metric.Builder.create()
        .namespace(namespace)
        .metricName(name)
        .statistic(statistic)
        .period(period)
        .dimensionsMap(dimensions)
        .build();
  }
}

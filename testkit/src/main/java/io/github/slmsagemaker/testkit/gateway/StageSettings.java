package io.github.slmsagemaker.testkit.gateway;

import io.github.slmsagemaker.testkit.gateway.bounds.TokenBucket;
import io.github.slmsagemaker.testkit.template.Fields;
import io.github.slmsagemaker.testkit.template.Resource;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A stage.
 *
 * @param name first segment of every path
 * @param variables by name, as the template sets them
 * @param throttle bound on all requests together
 * @param accessLog a line for each request
 */
record StageSettings(
    String name,
    Map<String, String> variables,
    Optional<TokenBucket> throttle,
    Optional<Substitution> accessLog) {

  static StageSettings read(Resource resource, InstantSource clock) {
    try (Fields fields =
        resource.fields().ofNoConsequence("RestApiId", "DeploymentId", "TracingEnabled")) {
      List<Fields> settings = fields.each("MethodSettings");
      Optional<TokenBucket> throttle = Optional.empty();
      for (Fields each : settings) {
        each.ofNoConsequence("DataTraceEnabled", "LoggingLevel", "MetricsEnabled");
        each.only("HttpMethod", "*");
        each.only("ResourcePath", "/*");
        throttle = TokenBucket.read(each, "ThrottlingRateLimit", "ThrottlingBurstLimit", clock);
      }
      return new StageSettings(
          fields.text("StageName"),
          fields.map("Variables"),
          throttle,
          fields
              .within("AccessLogSetting")
              .map(log -> log.ofNoConsequence("DestinationArn").text("Format"))
              .map(format -> Substitution.of("AccessLogSetting", format)));
    }
  }
}

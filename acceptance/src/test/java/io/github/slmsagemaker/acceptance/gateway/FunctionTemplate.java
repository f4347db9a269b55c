package io.github.slmsagemaker.acceptance.gateway;

import io.github.slmsagemaker.testkit.template.Fields;
import io.github.slmsagemaker.testkit.template.Resource;
import io.github.slmsagemaker.testkit.template.UnsupportedTemplate;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalInt;

/**
 * A function as a template makes it.
 *
 * @param id its logical id
 * @param asset name of its package
 * @param handler what starts
 * @param environment its variables
 * @param timeout what it may take for an event
 * @param reserved instances at once; empty for the account's
 * @param adapted whether the Lambda Web Adapter starts it
 */
record FunctionTemplate(
    String id,
    String asset,
    String handler,
    Map<String, String> environment,
    Duration timeout,
    OptionalInt reserved,
    boolean adapted) {
  private static final String WRAPPER = "/opt/bootstrap";

  static FunctionTemplate read(Resource resource) {
    try (Fields fields =
        resource
            .fields()
            .ofNoConsequence(
                "Architectures", "Description", "LoggingConfig", "MemorySize", "Role", "Tags")) {
      fields.only("Runtime", "java25");
      Map<String, String> environment =
          fields.within("Environment").map(inside -> inside.map("Variables")).orElse(Map.of());
      boolean layer =
          fields.texts("Layers").stream()
              .anyMatch(arn -> arn.contains(":layer:LambdaAdapterLayer"));
      boolean wrapped = WRAPPER.equals(environment.get("AWS_LAMBDA_EXEC_WRAPPER"));
      if (layer != wrapped) {
        throw new UnsupportedTemplate(
            resource.id(), "the adapter's layer and its wrapper are only of use together");
      }
      return new FunctionTemplate(
          resource.id(),
          fields
              .within("Code")
              .map(code -> code.ofNoConsequence("S3Bucket").text("S3Key"))
              .orElseThrow(),
          fields.text("Handler"),
          environment,
          Duration.ofSeconds(Long.parseLong(fields.text("Timeout"))),
          fields.maybe("ReservedConcurrentExecutions").stream()
              .mapToInt(Integer::parseInt)
              .findFirst(),
          layer);
    }
  }
}

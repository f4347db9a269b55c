package io.github.slmsagemaker.local.sagemaker;

import io.github.slmsagemaker.http.Headers;
import io.github.slmsagemaker.http.HttpReply;
import io.github.slmsagemaker.invoker.sagemaker.EndpointName;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * An error as SageMaker Runtime sends it: the type in {@code x-amzn-ErrorType}, its members in the
 * body (the service model of {@code runtime.sagemaker}, 2017-05-13).
 *
 * @param status HTTP status
 * @param type such as {@code ModelError}
 * @param message for people
 * @param model what the container said, for {@code ModelError} alone
 */
public record AwsError(int status, String type, String message, Optional<ModelSaid> model) {
  private static final String ACCOUNT = "000000000000";

  /**
   * The part of a {@code ModelError} that comes from the container.
   *
   * @param status its status; 0 where it gave none in time
   * @param body what it said
   * @param endpoint whose log has more
   */
  public record ModelSaid(int status, String body, EndpointName endpoint) {}

  /** A serverless endpoint that is starting. */
  public static AwsError notReady() {
    return of(
        429,
        "ModelNotReadyException",
        "A serverless endpoint variant's resources are still being provisioned, or the model is"
            + " still being downloaded or loaded. Wait before sending another request.");
  }

  /** An inference component that is scaled to zero. */
  public static AwsError noCapacity() {
    return validation(
        "Inference Component has no capacity to process this request. ApplicationAutoScaling may be"
            + " in-progress (if configured) or try to increase the capacity by invoking"
            + " UpdateInferenceComponentRuntimeConfig API.");
  }

  public static AwsError throttled() {
    return of(400, "ThrottlingException", "Rate exceeded");
  }

  public static AwsError accessDenied() {
    return of(403, "AccessDeniedException", "User is not authorized to perform this action.");
  }

  public static AwsError internalFailure() {
    return of(500, "InternalFailure", "An internal failure occurred.");
  }

  public static AwsError serviceUnavailable() {
    return of(503, "ServiceUnavailable", "The service is currently unavailable.");
  }

  /** Something before the endpoint gave up waiting for it. */
  public static AwsError gatewayTimeout() {
    return of(504, "GatewayTimeout", "Gateway timeout");
  }

  public static AwsError internalDependency() {
    return of(530, "InternalDependencyException", "An internal dependency failed.");
  }

  public static AwsError validation(String message) {
    return of(400, "ValidationError", message);
  }

  static AwsError unsigned() {
    return of(403, "MissingAuthenticationTokenException", "Missing Authentication Token");
  }

  static AwsError unknownOperation() {
    return of(404, "UnknownOperationException", "Unknown operation");
  }

  /** The container answered with an error. */
  public static AwsError model(EndpointName endpoint, int status, String body) {
    String whose = status >= 400 && status < 500 ? "client" : "server";
    String message =
        "Received %s error (%d) from primary with message \"%s\". See the log group %s in account %s"
            .formatted(whose, status, body, logGroup(endpoint), ACCOUNT);
    return new AwsError(
        424, "ModelError", message, Optional.of(new ModelSaid(status, body, endpoint)));
  }

  /** The container did not answer within the endpoint's limit. */
  public static AwsError timedOut(EndpointName endpoint) {
    return model(
        endpoint,
        0,
        "Your invocation timed out while waiting for a response from container primary. Review the"
            + " latency metrics for each container in Amazon CloudWatch, resolve the issue, and try"
            + " again.");
  }

  void sendTo(HttpReply caller) {
    caller.send(status, headers(), body());
  }

  private Headers headers() {
    return Headers.of("x-amzn-ErrorType", type).with("Content-Type", "application/json");
  }

  private byte[] body() {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put(model.isPresent() ? "Message" : "message", message);
    model.ifPresent(
        said ->
            body.put("OriginalStatusCode", said.status())
                .put("OriginalMessage", said.body())
                .put(
                    "LogStreamArn",
                    "arn:aws:logs:us-east-1:"
                        + ACCOUNT
                        + ":log-group:"
                        + logGroup(said.endpoint())));
    return body.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static String logGroup(EndpointName endpoint) {
    return "/aws/sagemaker/Endpoints/" + endpoint.value();
  }

  private static AwsError of(int status, String type, String message) {
    return new AwsError(status, type, message, Optional.empty());
  }
}

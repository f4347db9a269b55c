package io.github.slmsagemaker.local.sagemaker;

import io.github.slmsagemaker.http.HttpHandler;
import io.github.slmsagemaker.http.HttpReply;
import io.github.slmsagemaker.http.HttpRequest;
import io.github.slmsagemaker.invoker.sagemaker.InferenceComponentName;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * SageMaker Runtime with one endpoint, as the AWS SDK speaks to it: {@code InvokeEndpoint} and
 * {@code InvokeEndpointWithResponseStream}.
 *
 * <p>A signature must be there but is not checked. Calls take the next {@link Misbehaviour} of the
 * script; once that is used up they are served. When a caller hangs up, its call to the container
 * is broken off at once.
 */
public final class SageMakerRuntimeEndpoint implements HttpHandler {
  private static final String STREAM = "invocations-response-stream";

  private final EndpointSettings settings;
  private final Serving serving;
  private final Deque<Misbehaviour> script = new ArrayDeque<>();
  private final AtomicInteger invocations = new AtomicInteger();

  /**
   * @param container asked for {@code /invocations}; where it throws {@link IOException}, or leaves
   *     its answer incomplete, it broke off
   */
  public SageMakerRuntimeEndpoint(EndpointSettings settings, HttpHandler container) {
    this.settings = settings;
    this.serving = new Serving(settings, container);
  }

  /** Adds to the script, one entry a call. */
  public SageMakerRuntimeEndpoint misbehave(Misbehaviour... next) {
    synchronized (script) {
      script.addAll(List.of(next));
    }
    return this;
  }

  /** Calls of either operation that reached the endpoint, refused ones included. */
  public int invocations() {
    return invocations.get();
  }

  @Override
  public void handle(HttpRequest request, HttpReply reply) throws Exception {
    String id = UUID.randomUUID().toString();
    HttpReply identified = reply.amended(headers -> headers.with("x-amzn-RequestId", id));
    String[] path = request.path().split("/", -1);
    boolean invocation =
        request.method().equals("POST")
            && path.length == 4
            && path[1].equals("endpoints")
            && (path[3].equals("invocations") || path[3].equals(STREAM));
    if (!invocation) {
      AwsError.unknownOperation().sendTo(identified);
      return;
    }
    invocations.incrementAndGet();
    boolean streamed = path[3].equals(STREAM);
    Optional<AwsError> refusal = refusal(request, path[2], streamed);
    if (refusal.isPresent()) {
      refusal.get().sendTo(identified);
      return;
    }
    serving.serve(request, identified, streamed, next());
  }

  private Optional<AwsError> refusal(HttpRequest request, String endpoint, boolean streamed) {
    if (!request.headers().has("Authorization")) {
      return Optional.of(AwsError.unsigned());
    }
    if (!endpoint.equals(settings.endpoint().value())) {
      return Optional.of(
          AwsError.validation("Endpoint " + endpoint + " of account 000000000000 not found."));
    }
    Optional<String> component = request.headers().first("X-Amzn-SageMaker-Inference-Component");
    if (!component.equals(settings.component().map(InferenceComponentName::value))) {
      return Optional.of(
          AwsError.validation(
              component
                  .map(name -> "Inference Component " + name + " not found.")
                  .orElse(
                      "Inference Component Name header is required for endpoints to which you"
                          + " plan to deploy inference components.")));
    }
    if (request.body().length > EndpointSettings.PAYLOAD_LIMIT) {
      return Optional.of(AwsError.validation("Request has an oversize body."));
    }
    if (streamed && !settings.streams()) {
      return Optional.of(
          AwsError.validation("Endpoint " + endpoint + " does not support response streaming."));
    }
    return Optional.empty();
  }

  private Misbehaviour next() {
    synchronized (script) {
      Misbehaviour next = script.poll();
      return next == null ? new Misbehaviour.None() : next;
    }
  }
}

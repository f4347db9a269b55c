package io.github.slmsagemaker.invoker.sagemaker;

import io.github.slmsagemaker.core.engine.Call;
import io.github.slmsagemaker.core.engine.Cancellation;
import io.github.slmsagemaker.core.failure.Failure;
import io.github.slmsagemaker.invoker.sagemaker.Handoff.Signal;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.sagemakerruntime.SageMakerRuntimeAsyncClient;
import software.amazon.awssdk.services.sagemakerruntime.model.InvokeEndpointWithResponseStreamRequest;
import software.amazon.awssdk.services.sagemakerruntime.model.InvokeEndpointWithResponseStreamResponseHandler;

/** {@code InvokeEndpointWithResponseStream}: parts come while the model generates. */
record StreamTransport(
    SageMakerRuntimeAsyncClient client, SageMakerSettings settings, SageMakerFailures failures)
    implements Transport {
  /** How long a reply whose last event was read may take to end, before it is cut off. */
  private static final Duration FAREWELL = Duration.ofSeconds(1);

  @Override
  public void send(byte[] body, Call call, PartListener parts) {
    Handoff handoff = new Handoff();
    CompletableFuture<Void> reply =
        client.invokeEndpointWithResponseStream(request(body), handler(handoff));
    var _ = reply.whenComplete((_, failure) -> handoff.replied(failure));
    try (Cancellation.Registration _ = call.cancellation().onCancel(handoff::cancelled)) {
      pass(handoff, call, parts);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Failure.Cancelled();
    } finally {
      reply.cancel(true);
    }
  }

  private void pass(Handoff handoff, Call call, PartListener parts) throws InterruptedException {
    boolean wanted = true;
    while (true) {
      Duration left = wanted ? call.deadline().remaining() : FAREWELL;
      switch (handoff.next(left)) {
        case Signal.Part(SdkBytes bytes) ->
            wanted = wanted && parts.accept(bytes.asByteArrayUnsafe());
        case Signal.Ended() -> {
          return;
        }
        case Signal.Cancelled() -> throw new Failure.Cancelled();
        case Signal.Failed(Throwable failure) -> {
          if (wanted) {
            throw failures.of(failure, call);
          }
          return;
        }
        case Signal.Silent() -> {
          if (wanted) {
            throw Transport.deadlineExceeded();
          }
          return;
        }
      }
    }
  }

  private static InvokeEndpointWithResponseStreamResponseHandler handler(Handoff handoff) {
    return InvokeEndpointWithResponseStreamResponseHandler.builder()
        .onEventStream(events -> events.subscribe(handoff))
        .build();
  }

  private InvokeEndpointWithResponseStreamRequest request(byte[] body) {
    return InvokeEndpointWithResponseStreamRequest.builder()
        .endpointName(settings.endpoint().value())
        .inferenceComponentName(
            settings.component().map(InferenceComponentName::value).orElse(null))
        .contentType("application/json")
        .body(SdkBytes.fromByteArrayUnsafe(body))
        .build();
  }
}

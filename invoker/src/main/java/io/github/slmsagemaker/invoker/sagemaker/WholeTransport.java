package io.github.slmsagemaker.invoker.sagemaker;

import io.github.slmsagemaker.core.engine.Call;
import io.github.slmsagemaker.core.engine.Cancellation;
import io.github.slmsagemaker.core.failure.Failure;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.sagemakerruntime.SageMakerRuntimeAsyncClient;
import software.amazon.awssdk.services.sagemakerruntime.model.InvokeEndpointRequest;
import software.amazon.awssdk.services.sagemakerruntime.model.InvokeEndpointResponse;

/** {@code InvokeEndpoint}: the reply comes in one part. */
record WholeTransport(
    SageMakerRuntimeAsyncClient client, SageMakerSettings settings, SageMakerFailures failures)
    implements Transport {

  @Override
  public void send(byte[] body, Call call, PartListener parts) {
    CompletableFuture<InvokeEndpointResponse> reply = client.invokeEndpoint(request(body));
    try (Cancellation.Registration _ = call.cancellation().onCancel(() -> reply.cancel(true))) {
      parts.accept(await(reply, call).body().asByteArrayUnsafe());
    } finally {
      reply.cancel(true);
    }
  }

  private InvokeEndpointResponse await(CompletableFuture<InvokeEndpointResponse> reply, Call call) {
    try {
      return reply.get(call.deadline().remaining().toNanos(), TimeUnit.NANOSECONDS);
    } catch (CancellationException e) {
      throw new Failure.Cancelled();
    } catch (TimeoutException e) {
      throw Transport.deadlineExceeded();
    } catch (ExecutionException e) {
      throw failures.of(e, call);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Failure.Cancelled();
    }
  }

  private InvokeEndpointRequest request(byte[] body) {
    return InvokeEndpointRequest.builder()
        .endpointName(settings.endpoint().value())
        .inferenceComponentName(
            settings.component().map(InferenceComponentName::value).orElse(null))
        .contentType("application/json")
        .body(SdkBytes.fromByteArrayUnsafe(body))
        .build();
  }
}

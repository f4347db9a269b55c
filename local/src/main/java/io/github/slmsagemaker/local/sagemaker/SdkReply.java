package io.github.slmsagemaker.local.sagemaker;

import io.github.slmsagemaker.http.ClientGone;
import io.github.slmsagemaker.http.Headers;
import io.github.slmsagemaker.http.ReplySink;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.http.async.SdkAsyncHttpResponseHandler;
import software.amazon.awssdk.utils.async.SimplePublisher;

/**
 * Gives an answer to the AWS SDK. A piece is handed over when the SDK asks for one, and whoever
 * writes waits for that: nothing is kept in between.
 */
final class SdkReply implements ReplySink {
  private final SdkAsyncHttpResponseHandler sdk;
  private final SimplePublisher<ByteBuffer> body = new SimplePublisher<>();
  private final CompletableFuture<Void> exchange = new CompletableFuture<>();

  SdkReply(SdkAsyncHttpResponseHandler sdk) {
    this.sdk = sdk;
  }

  /** Done when the answer is; the SDK cancels it where it wants no more. */
  CompletableFuture<Void> exchange() {
    return exchange;
  }

  @Override
  public void head(int status, Headers headers) {
    SdkHttpResponse.Builder head = SdkHttpResponse.builder().statusCode(status);
    headers.fields().forEach(field -> head.appendHeader(field.name(), field.value()));
    sdk.onHeaders(head.build());
    sdk.onStream(body);
  }

  @Override
  public void piece(byte[] bytes) {
    await(body.send(ByteBuffer.wrap(bytes)));
  }

  @Override
  public void end() {
    await(body.complete());
    exchange.complete(null);
  }

  @Override
  public void broken() {
    fail(new IOException("the connection was closed before the answer was complete"));
  }

  void fail(Throwable failure) {
    if (!exchange.isDone()) {
      sdk.onError(failure);
      var _ = body.error(failure);
      exchange.completeExceptionally(failure);
    }
  }

  /** Waits until the SDK took what was sent, or wants no more. */
  private void await(CompletableFuture<Void> taken) {
    try {
      CompletableFuture.anyOf(taken, exchange).join();
    } catch (CancellationException | CompletionException gone) {
      throw new ClientGone("the caller hung up", gone);
    }
  }
}

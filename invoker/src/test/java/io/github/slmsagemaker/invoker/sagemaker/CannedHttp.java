package io.github.slmsagemaker.invoker.sagemaker;

import io.github.slmsagemaker.invoker.dialect.Reply;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.SdkHttpFullResponse;
import software.amazon.awssdk.http.async.AsyncExecuteRequest;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;
import software.amazon.awssdk.utils.async.SimplePublisher;

/** The AWS SDK's HTTP, from memory: every request has the same reply, which comes in pieces. */
public final class CannedHttp implements SdkAsyncHttpClient {
  /** Small and odd, so that frames and characters are cut anywhere. */
  private static final int PIECE_BYTES = 13;

  private final AtomicReference<Reply> reply = new AtomicReference<>();

  /**
   * A reply.
   *
   * @param breaks whether the connection breaks after the body
   */
  public record Reply(int status, Map<String, String> headers, SdkBytes body, boolean breaks) {}

  public void answer(Reply next) {
    reply.set(next);
  }

  @Override
  public CompletableFuture<Void> execute(AsyncExecuteRequest request) {
    Reply sent = reply.get();
    SdkHttpFullResponse.Builder head = SdkHttpFullResponse.builder().statusCode(sent.status());
    sent.headers().forEach(head::putHeader);
    SimplePublisher<ByteBuffer> body = new SimplePublisher<>();
    request.responseHandler().onHeaders(head.build());
    request.responseHandler().onStream(body);
    byte[] bytes = sent.body().asByteArray();
    for (int at = 0; at < bytes.length; at += PIECE_BYTES) {
      int end = Math.min(bytes.length, at + PIECE_BYTES);
      var _ = body.send(ByteBuffer.wrap(Arrays.copyOfRange(bytes, at, end)));
    }
    if (!sent.breaks()) {
      return body.complete();
    }
    IOException broken = new IOException("connection reset");
    request.responseHandler().onError(broken);
    var _ = body.error(broken);
    return CompletableFuture.failedFuture(broken);
  }

  @Override
  public void close() {}
}

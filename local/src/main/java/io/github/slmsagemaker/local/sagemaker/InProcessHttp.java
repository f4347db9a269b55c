package io.github.slmsagemaker.local.sagemaker;

import io.github.slmsagemaker.http.DirectCall;
import io.github.slmsagemaker.http.Headers;
import io.github.slmsagemaker.http.HttpHandler;
import io.github.slmsagemaker.http.HttpRequest;
import io.github.slmsagemaker.invoker.sagemaker.SageMakerSettings.Access;
import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.core.async.SdkPublisher;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.async.AsyncExecuteRequest;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;
import software.amazon.awssdk.utils.BinaryUtils;

/**
 * The AWS SDK's HTTP to a function in this process: the SDK marshals, signs and reads as ever, but
 * there is no socket that a proxy, a resolver or another program could stand at.
 */
public final class InProcessHttp implements SdkAsyncHttpClient {
  private static final InetSocketAddress CALLER =
      new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0);

  private final HttpHandler service;
  private final Set<SdkReply> running = ConcurrentHashMap.newKeySet();

  InProcessHttp(HttpHandler service) {
    this.service = service;
  }

  /** What makes the invoker ask {@code service} for SageMaker Runtime. */
  public static Access to(HttpHandler service) {
    return Access.standIn(new InProcessHttp(service));
  }

  @Override
  public CompletableFuture<Void> execute(AsyncExecuteRequest request) {
    SdkReply reply = new SdkReply(request.responseHandler());
    running.add(reply);
    var _ = reply.exchange().whenComplete((_, _) -> running.remove(reply));
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    var _ =
        SdkPublisher.adapt(request.requestContentPublisher())
            .subscribe(piece -> body.writeBytes(BinaryUtils.copyBytesFrom(piece)))
            .whenComplete(
                (_, unsent) -> {
                  if (unsent == null) {
                    begin(received(request.request(), body.toByteArray()), reply);
                  } else {
                    reply.fail(unsent);
                  }
                });
    return reply.exchange();
  }

  @Override
  public String clientName() {
    return "InProcess";
  }

  /** Callers of what still runs are gone. */
  @Override
  public void close() {
    running.forEach(reply -> reply.exchange().cancel(true));
  }

  private void begin(HttpRequest request, SdkReply reply) {
    DirectCall call = DirectCall.start(service, request, reply);
    var _ =
        reply
            .exchange()
            .whenComplete(
                (_, cancelled) -> {
                  if (cancelled != null) {
                    call.hangUp();
                  }
                });
  }

  private static HttpRequest received(SdkHttpRequest request, byte[] body) {
    Headers headers = Headers.none();
    for (Map.Entry<String, List<String>> field : request.headers().entrySet()) {
      for (String value : field.getValue()) {
        headers = headers.with(field.getKey(), value);
      }
    }
    String query = request.encodedQueryParameters().map(text -> "?" + text).orElse("");
    return new HttpRequest(
        request.method().name(), request.encodedPath() + query, headers, body, CALLER);
  }
}

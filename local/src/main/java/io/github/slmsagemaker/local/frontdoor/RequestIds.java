package io.github.slmsagemaker.local.frontdoor;

import io.github.slmsagemaker.http.Headers;
import io.github.slmsagemaker.http.HttpReply;
import io.github.slmsagemaker.http.HttpStream;
import java.util.UUID;

/** Every reply names the request that it answers (promise P7). */
final class RequestIds {
  static final String HEADER = "x-request-id";

  private RequestIds() {}

  /** A new one, in the form of API Gateway's. */
  static String next() {
    return UUID.randomUUID().toString();
  }

  static Headers identified(Headers headers, String requestId) {
    return headers.has(HEADER) ? headers : headers.with(HEADER, requestId);
  }

  /** A reply that says the id itself where the invoker did not. */
  record IdentifiedReply(HttpReply reply, String requestId) implements HttpReply {
    @Override
    public void send(int status, Headers headers, byte[] body) {
      reply.send(status, identified(headers, requestId), body);
    }

    @Override
    public HttpStream stream(int status, Headers headers) {
      return reply.stream(status, identified(headers, requestId));
    }

    @Override
    public void onDisconnect(Runnable listener) {
      reply.onDisconnect(listener);
    }

    @Override
    public boolean disconnected() {
      return reply.disconnected();
    }

    @Override
    public void onStop(Runnable listener) {
      reply.onStop(listener);
    }
  }
}

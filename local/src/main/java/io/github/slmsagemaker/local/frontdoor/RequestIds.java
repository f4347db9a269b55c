package io.github.slmsagemaker.local.frontdoor;

import io.github.slmsagemaker.http.Headers;
import java.util.UUID;

/** Every reply names the request that it answers (promise P7). */
final class RequestIds {
  static final String HEADER = "x-request-id";

  private RequestIds() {}

  /** A new one, in the form of API Gateway's. */
  static String next() {
    return UUID.randomUUID().toString();
  }

  /** Says the id where the invoker did not. */
  static Headers identified(Headers headers, String requestId) {
    return headers.has(HEADER) ? headers : headers.with(HEADER, requestId);
  }
}

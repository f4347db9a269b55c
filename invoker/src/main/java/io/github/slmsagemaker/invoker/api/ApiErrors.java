package io.github.slmsagemaker.invoker.api;

import io.github.slmsagemaker.core.failure.Failure;
import io.github.slmsagemaker.core.openai.reply.ErrorReply;
import io.github.slmsagemaker.http.Headers;
import io.github.slmsagemaker.http.ProtocolError;
import io.github.slmsagemaker.http.ProtocolErrors.Rendered;
import java.util.Map;
import java.util.UUID;

/** The server's own refusals, in the words that every layer uses. */
public final class ApiErrors {
  private ApiErrors() {}

  /** Answers a request that never became one. */
  public static Rendered render(ProtocolError error, String detail) {
    ErrorReply reply = ErrorReply.of(failure(error, detail));
    return new Rendered(
        headers(reply).with("x-request-id", UUID.randomUUID().toString()), reply.body());
  }

  /** Headers of an error reply, its content type included. */
  public static Headers headers(ErrorReply error) {
    Headers headers = Headers.of("Content-Type", "application/json");
    for (Map.Entry<String, String> header : error.headers().entrySet()) {
      headers = headers.with(header.getKey(), header.getValue());
    }
    return headers;
  }

  /** What a protocol error is in the language of the product. */
  public static Failure failure(ProtocolError error, String detail) {
    return switch (error) {
      case BODY_TOO_LARGE -> new Failure.PayloadTooLarge(detail);
      case HANDLER_FAILED -> new Failure.Internal();
      case SHUTTING_DOWN -> new Failure.ShuttingDown();
      case MALFORMED_REQUEST,
          AMBIGUOUS_LENGTH,
          REQUEST_TIMEOUT,
          URI_TOO_LONG,
          EXPECTATION_FAILED,
          HEADERS_TOO_LARGE,
          TOO_MANY_CONNECTIONS,
          VERSION_NOT_SUPPORTED ->
          new Failure.ProtocolViolation(error.status(), detail);
    };
  }
}

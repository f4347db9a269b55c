package io.github.slmsagemaker.local.frontdoor;

import io.github.slmsagemaker.core.openai.reply.ErrorReply;
import io.github.slmsagemaker.invoker.api.ApiErrors;
import io.github.slmsagemaker.http.Headers;
import io.github.slmsagemaker.http.ProtocolError;
import io.github.slmsagemaker.http.ProtocolErrors.Rendered;

/** The door's refusals, in the words that every layer uses. */
final class DoorErrors {
  private DoorErrors() {}

  static Headers headers(ErrorReply error) {
    Headers headers = ApiErrors.headers(error);
    return error.status() == 401 ? headers.with("WWW-Authenticate", "Bearer") : headers;
  }

  /** What the server says before a request has reached anybody. */
  static Rendered render(ProtocolError error, String detail) {
    ErrorReply reply = ErrorReply.of(ApiErrors.failure(error, detail));
    return new Rendered(RequestIds.identified(headers(reply), RequestIds.next()), reply.body());
  }
}

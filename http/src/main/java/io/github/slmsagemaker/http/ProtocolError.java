package io.github.slmsagemaker.http;

/**
 * What the server itself answers, without asking a handler; the connection is closed afterwards.
 */
public enum ProtocolError {
  /** The request is not HTTP/1.1 as RFC 9112 has it. */
  MALFORMED_REQUEST(400, "malformed_request"),
  /** Content-Length contradicts itself or Transfer-Encoding: a way to smuggle a request. */
  AMBIGUOUS_LENGTH(400, "ambiguous_length"),
  /** Head or body did not arrive in time. */
  REQUEST_TIMEOUT(408, "request_timeout"),
  /** The body is longer than the limit. */
  BODY_TOO_LARGE(413, "request_too_large"),
  /** The request line is longer than the limit. */
  URI_TOO_LONG(414, "uri_too_long"),
  /** An Expect other than 100-continue. */
  EXPECTATION_FAILED(417, "expectation_failed"),
  /** The headers are longer than the limit. */
  HEADERS_TOO_LARGE(431, "headers_too_large"),
  /** The handler failed or did not answer; the log says why. The connection may live on. */
  HANDLER_FAILED(500, "internal_error"),
  /** More connections than the limit. */
  TOO_MANY_CONNECTIONS(503, "too_many_connections"),
  /** The server is about to end; the request was not completed, or its answer not begun. */
  SHUTTING_DOWN(503, "shutting_down"),
  /** Neither HTTP/1.1 nor HTTP/1.0. */
  VERSION_NOT_SUPPORTED(505, "version_not_supported");

  private final int status;
  private final String code;

  ProtocolError(int status, String code) {
    this.status = status;
    this.code = code;
  }

  /** The status of the answer. */
  public int status() {
    return status;
  }

  /** A stable name for programs, in snake case. */
  public String code() {
    return code;
  }
}

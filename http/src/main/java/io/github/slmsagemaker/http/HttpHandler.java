package io.github.slmsagemaker.http;

/** Answers requests. Called on a virtual thread of its own for each request: it may block. */
@FunctionalInterface
public interface HttpHandler {
  /**
   * Answers one request. The answer must be complete when this returns: what is missing then
   * becomes a 500, or a broken connection if the status was already sent. The next request of the
   * same connection is handled after this returns.
   *
   * @throws Exception becomes a 500 (see {@link ProtocolErrors}), or a broken connection if the
   *     status was already sent; logged once. {@link ClientGone} may pass through and is not logged
   */
  void handle(HttpRequest request, HttpReply reply) throws Exception;
}

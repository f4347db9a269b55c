package io.github.slmsagemaker.http;

import java.net.InetSocketAddress;
import java.util.Optional;

/** A request that has arrived completely. */
public final class HttpRequest {
  private final String method;
  private final String path;
  private final Optional<String> query;
  private final Headers headers;
  private final byte[] body;
  private final InetSocketAddress remote;

  /**
   * A request as a handler sees it.
   *
   * @param target what stood in the request line, beginning with a slash
   * @param body taken over, not copied
   * @throws IllegalArgumentException if the target does not begin with a slash
   */
  public HttpRequest(
      String method, String target, Headers headers, byte[] body, InetSocketAddress remote) {
    if (!target.startsWith("/")) {
      throw new IllegalArgumentException("target: \"" + target + "\" does not begin with a slash");
    }
    int mark = target.indexOf('?');
    this.method = method;
    this.path = mark < 0 ? target : target.substring(0, mark);
    this.query = mark < 0 ? Optional.empty() : Optional.of(target.substring(mark + 1));
    this.headers = headers;
    this.body = body;
    this.remote = remote;
  }

  /** The method as sent: methods are case-sensitive. */
  public String method() {
    return method;
  }

  /** The path as sent, neither decoded nor normalised. */
  public String path() {
    return path;
  }

  /** What follows the question mark, as sent. */
  public Optional<String> query() {
    return query;
  }

  /** Path and query as sent. */
  public String target() {
    return query.map(text -> path + "?" + text).orElse(path);
  }

  public Headers headers() {
    return headers;
  }

  /**
   * The body without any transfer coding, empty if there was none; not a copy: do not write to it.
   */
  public byte[] body() {
    return body;
  }

  /** Who is at the other end of the connection. */
  public InetSocketAddress remote() {
    return remote;
  }

  /** Method and path alone: a query or a header may hold a key. */
  @Override
  public String toString() {
    return method + " " + path;
  }
}

package io.github.slmsagemaker.http;

import java.util.function.UnaryOperator;

/**
 * The one answer to a request.
 *
 * <p>The server frames it: {@code Content-Length}, {@code Transfer-Encoding} and {@code Connection}
 * among the given headers are ignored, but {@code Connection: close} closes the connection after
 * the answer. The answer to a HEAD, and a 204 or 304, has no body, whatever is given.
 */
public interface HttpReply {
  /**
   * Sends the whole answer; returns once the network took it.
   *
   * @param status 200 to 599
   * @param body not to be changed before this returns
   * @throws ClientGone if the client hung up, or accepted nothing for the write timeout
   * @throws IllegalStateException if an answer was begun before
   */
  void send(int status, Headers headers, byte[] body);

  /**
   * Sends the status and the headers at once; the body follows in pieces.
   *
   * @param status 200 to 599
   * @throws ClientGone as in {@link #send}
   * @throws IllegalStateException if an answer was begun before
   */
  HttpStream stream(int status, Headers headers);

  /**
   * Runs {@code listener} once, on another thread, when the client goes away (or the server gives
   * it up) before the answer is complete; at once if that has happened. Also while nothing is
   * written. A client that ends its sending side counts as going away, since it cannot be told from
   * one that hung up; what is sent to it all the same arrives where it still reads.
   */
  void onDisconnect(Runnable listener);

  /** Whether the client went away before the answer was complete. */
  boolean disconnected();

  /**
   * Runs {@code listener} once, on another thread, when the server is about to close and waits no
   * longer than it takes to say so to the client; at once if that has happened.
   */
  void onStop(Runnable listener);

  /** This reply, its headers changed on their way. */
  default HttpReply amended(UnaryOperator<Headers> change) {
    return new AmendedReply(this, change);
  }
}

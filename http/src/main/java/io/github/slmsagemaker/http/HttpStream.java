package io.github.slmsagemaker.http;

/** The body of an answer, sent in pieces by one thread at a time. */
public interface HttpStream {
  /**
   * Sends a piece now. Blocks while the client reads more slowly than this writes.
   *
   * @param piece taken over: not to be changed afterwards; an empty one sends nothing
   * @throws ClientGone if the client hung up, or accepted nothing for the write timeout
   * @throws IllegalStateException after {@link #end} or {@link #abort}
   */
  void write(byte[] piece);

  /**
   * Completes the body; returns once the network took all of it. Does nothing if called again.
   *
   * @throws ClientGone if the client hung up, or accepted nothing for the write timeout
   * @throws IllegalStateException after {@link #abort}
   */
  void end();

  /** Closes the connection without completing the body, so that the client sees it is cut. */
  void abort();
}

package io.github.slmsagemaker.http;

/** Where an answer goes. What may block does so while too much is on its way. */
public interface Sink {
  /** How the end of a body is told. */
  enum Framing {
    /** {@code Content-Length}. */
    LENGTH,
    /** {@code Transfer-Encoding: chunked}. */
    CHUNKED,
    /** The end of the connection, or nothing where there is no body. */
    NONE
  }

  /** Sends status and headers with the next piece. Does not block. */
  void begin(int status, Headers headers, Framing framing, int length, boolean close);

  /** Sends a piece; blocks while too much is on its way. */
  void write(byte[] piece);

  /** Sends the rest of a body, possibly none; blocks until all of it was taken. */
  void end(byte[] rest);

  /** Sends a whole answer after which nothing follows. Does not block. */
  void lastAnswer(int status, Headers headers, byte[] body);

  /** Ends without completing the answer. Does not block. */
  void abort();
}

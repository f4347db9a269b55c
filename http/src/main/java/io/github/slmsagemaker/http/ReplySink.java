package io.github.slmsagemaker.http;

/**
 * Takes the answer of a {@link DirectCall}, on the handler's thread. A method that blocks holds the
 * handler back; one that throws {@link ClientGone} tells it that nobody takes the answer any more.
 */
public interface ReplySink {
  /** Status and headers, once and first; {@code Content-Length} is among them where it is known. */
  void head(int status, Headers headers);

  /** The next piece of the body, never empty; not to be changed. */
  void piece(byte[] bytes);

  /** The answer is complete; the last call. */
  void end();

  /** The answer breaks off, possibly before it began; the last call. May come on any thread. */
  void broken();
}

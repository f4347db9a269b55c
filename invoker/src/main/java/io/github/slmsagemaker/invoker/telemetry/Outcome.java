package io.github.slmsagemaker.invoker.telemetry;

/** How a request ended. */
public sealed interface Outcome {

  /** Answered as it should be. */
  record Answered() implements Outcome {}

  /**
   * Answered with an error.
   *
   * @param status the HTTP status
   * @param code the error's word for programs
   */
  record Refused(int status, String code) implements Outcome {}

  /**
   * A stream that had begun ended with an error event, its status 200.
   *
   * @param code the error's word for programs
   */
  record Broken(String code) implements Outcome {}

  /** Nobody was there any more to read the end. */
  record ClientGone() implements Outcome {}
}

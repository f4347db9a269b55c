package io.github.slmsagemaker.testkit.lambda;

/** Lambda's {@code TooManyRequestsException}: no instance of the function may run. */
public final class Throttled extends RuntimeException {
  public Throttled(String function) {
    super(function + " may run no more instances");
  }
}

package io.github.slmsagemaker.testkit.gateway;

import io.github.slmsagemaker.testkit.lambda.Invocation;
import io.github.slmsagemaker.testkit.lambda.Throttled;
import java.time.Duration;

/** Lambda, as API Gateway calls it. */
public interface Functions {
  /**
   * Sends an event to a function and waits for the beginning of its answer.
   *
   * @param function its logical id
   * @param patience how long to wait
   * @throws Invocation.FunctionFailed if it failed, or said nothing in time
   * @throws Throttled if Lambda takes no event for it
   */
  Invocation.Answer invoke(String function, byte[] event, Duration patience)
      throws InterruptedException;
}

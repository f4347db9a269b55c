package io.github.slmsagemaker.invoker;

import io.github.slmsagemaker.core.deployment.Timers;
import io.github.slmsagemaker.invoker.answer.ServedModel;
import io.github.slmsagemaker.invoker.calls.Budgeting;
import io.github.slmsagemaker.invoker.sagemaker.SageMakerSettings;
import io.github.slmsagemaker.invoker.telemetry.RequestLog;
import java.time.Duration;
import java.util.Objects;

/**
 * What an invoker is made of, beside its settings.
 *
 * @param model what is served
 * @param access how AWS, or what stands in for it, is reached
 * @param log told of every request
 * @param budgeting what callers may spend
 * @param heartbeat how often a stream that has nothing else to send says that all is well
 */
public record Parts(
    ServedModel model,
    SageMakerSettings.Access access,
    RequestLog log,
    Budgeting budgeting,
    Duration heartbeat) {

  public Parts {
    Objects.requireNonNull(model, "model");
    Objects.requireNonNull(access, "access");
    Objects.requireNonNull(log, "log");
    Objects.requireNonNull(budgeting, "budgeting");
    Objects.requireNonNull(heartbeat, "heartbeat");
  }

  /** No log, no budget, the usual heartbeat. */
  public static Parts of(ServedModel model, SageMakerSettings.Access access) {
    return new Parts(model, access, RequestLog.NONE, Budgeting.NONE, Timers.HEARTBEAT);
  }

  /** These parts with another log. */
  public Parts withLog(RequestLog other) {
    return new Parts(model, access, other, budgeting, heartbeat);
  }

  /** These parts with other budgets. */
  public Parts withBudgeting(Budgeting other) {
    return new Parts(model, access, log, other, heartbeat);
  }

  /** These parts with another heartbeat. */
  public Parts withHeartbeat(Duration other) {
    return new Parts(model, access, log, budgeting, other);
  }
}

package io.github.slmsagemaker.invoker.budget;

import io.github.slmsagemaker.core.failure.Failure;

/** Whether a model may have run although its call failed. */
final class Reached {
  private Reached() {}

  /** Only what certainly ran nothing is free; each new failure has to be put on one side. */
  static boolean by(Failure failure) {
    return switch (failure) {
      case Failure.BadRequest _,
          Failure.ContextLengthExceeded _,
          Failure.ModelNotFound _,
          Failure.RouteNotFound _,
          Failure.EndpointUnsupported _,
          Failure.MethodNotAllowed _,
          Failure.PayloadTooLarge _,
          Failure.UnsupportedMediaType _,
          Failure.ProtocolViolation _,
          Failure.InvalidKey _,
          Failure.RateLimited _,
          Failure.QuotaExceeded _,
          Failure.LedgerUnavailable _,
          Failure.EngineBusy _,
          Failure.ModelWarmingUp _,
          Failure.EngineRejected _,
          Failure.Misconfigured _ ->
          false;
      case Failure.EngineFailed _,
          Failure.EngineTimedOut _,
          Failure.DeadlineExceeded _,
          Failure.EndpointUnavailable _,
          Failure.DependencyFailed _,
          Failure.UnusableOutput _,
          Failure.Cancelled _,
          Failure.ShuttingDown _,
          Failure.Internal _ ->
          true;
    };
  }
}

package io.github.slmsagemaker.invoker.answer;

import io.github.slmsagemaker.core.chat.Sampling;
import io.github.slmsagemaker.core.engine.Capabilities;
import io.github.slmsagemaker.core.engine.Capability;
import io.github.slmsagemaker.core.failure.Failure;
import java.util.Optional;
import java.util.OptionalInt;

/** Refuses, before anything is spent, what the engine behind this deployment cannot do. */
final class RequestSupport {
  private RequestSupport() {}

  static void require(Capabilities engine, Sampling sampling, OptionalInt topLogprobs) {
    if (topLogprobs.isPresent() && !engine.can(Capability.LOGPROBS)) {
      throw unsupported("logprobs");
    }
    if (topLogprobs.orElse(0) > 0 && !engine.can(Capability.TOP_LOGPROBS)) {
      throw unsupported("top_logprobs");
    }
    if (!sampling.logitBias().isEmpty() && !engine.can(Capability.LOGIT_BIAS)) {
      throw unsupported("logit_bias");
    }
    if (sampling.presencePenalty() != 0 && !engine.can(Capability.PRESENCE_PENALTY)) {
      throw unsupported("presence_penalty");
    }
  }

  private static Failure unsupported(String param) {
    return new Failure.BadRequest(
        Optional.of(param),
        Optional.of("unsupported_parameter"),
        param + " is not supported by the engine of this deployment; leave it out");
  }
}

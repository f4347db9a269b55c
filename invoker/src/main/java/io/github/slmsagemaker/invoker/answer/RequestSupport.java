package io.github.slmsagemaker.invoker.answer;

import io.github.slmsagemaker.core.chat.Sampling;
import io.github.slmsagemaker.core.engine.Capabilities;
import io.github.slmsagemaker.core.engine.Capability;
import io.github.slmsagemaker.core.failure.Failure;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What the engine behind this deployment cannot do: OpenAI's fields are refused before anything is
 * spent, those of other servers named as ignored.
 */
public final class RequestSupport {
  private RequestSupport() {}

  static void require(Capabilities engine, Sampling sampling, OptionalInt topLogprobs) {
    if (topLogprobs.isPresent()) {
      require(engine, Capability.LOGPROBS, "logprobs");
    }
    if (topLogprobs.orElse(0) > 0) {
      require(engine, Capability.TOP_LOGPROBS, "top_logprobs");
    }
    if (!sampling.logitBias().isEmpty()) {
      require(engine, Capability.LOGIT_BIAS, "logit_bias");
    }
    if (sampling.presencePenalty() != 0) {
      require(engine, Capability.PRESENCE_PENALTY, "presence_penalty");
    }
  }

  /** Names of fields that are asked for and that the engine cannot obey. */
  public static List<String> ignored(Capabilities engine, Sampling sampling) {
    Sampling.Beyond asked = sampling.beyond();
    List<String> ignored = new ArrayList<>();
    if (asked.topK() > 0 && !engine.can(Capability.TOP_K)) {
      ignored.add("top_k");
    }
    if (asked.minP() > 0 && !engine.can(Capability.MIN_P)) {
      ignored.add("min_p");
    }
    if (asked.repeatPenalty() != 1 && !engine.can(Capability.REPEAT_PENALTY)) {
      ignored.add("repeat_penalty");
    }
    if (asked.ignoreEnd() && !engine.can(Capability.IGNORE_END)) {
      ignored.add("ignore_eos");
    }
    return ignored;
  }

  /** The same without what the engine cannot obey and the client has not asked for. */
  public static Sampling obeyed(Capabilities engine, Sampling recommended) {
    Sampling.Beyond wanted = recommended.beyond();
    return recommended.with(
        new Sampling.Beyond(
            engine.can(Capability.TOP_K) ? wanted.topK() : 0,
            engine.can(Capability.MIN_P) ? wanted.minP() : 0,
            engine.can(Capability.REPEAT_PENALTY) ? wanted.repeatPenalty() : 1,
            false));
  }

  /** Refuses a prompt of token ids where the engine reads text alone. */
  static void requireIds(Capabilities engine) {
    if (!engine.can(Capability.TOKEN_PROMPT)) {
      throw new Failure.BadRequest(
          Optional.of("prompt"),
          Optional.of("unsupported_value"),
          "prompt is token ids, which the engine of this deployment does not take; send text");
    }
  }

  private static void require(Capabilities engine, Capability needed, String param) {
    if (!engine.can(needed)) {
      throw new Failure.BadRequest(
          Optional.of(param),
          Optional.of("unsupported_parameter"),
          param + " is not supported by the engine of this deployment; leave it out");
    }
  }
}

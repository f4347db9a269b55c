package io.github.slmsagemaker.invoker.answer;

import io.github.slmsagemaker.core.chat.ChatRequest;
import io.github.slmsagemaker.core.engine.Call;
import io.github.slmsagemaker.core.failure.Failure;
import io.github.slmsagemaker.core.openai.reply.Usage;
import io.github.slmsagemaker.invoker.answer.Attempt.Held;
import java.util.List;
import java.util.Optional;

/**
 * An answer that is handed out once it is what was asked for (promises P10 and P11). Where it is
 * not, the model is shown why and asked once more; that is a generation of its own, for new tokens,
 * and its tokens count. Where that did not help either, or cannot be done, the failure says what
 * was wrong. A text that was cut is handed out as it is: its end says so.
 */
final class CheckedAnswer {
  private final AnswerRules rules;
  private final Asking model;
  private final Call call;
  private final AnswerListener listener;

  /** Asks a model once. */
  @FunctionalInterface
  interface Asking {
    AnswerEnd ask(ChatRequest request, AnswerListener listener);
  }

  CheckedAnswer(AnswerRules rules, Asking model, Call call, AnswerListener listener) {
    this.rules = rules;
    this.model = model;
    this.call = call;
    this.listener = listener;
  }

  AnswerEnd answer(ChatRequest request) {
    Attempt first = attempt(request, rules.textIsFree() ? Held.allButTextTo(listener) : Held.all());
    List<String> problems = rules.problems(first);
    if (problems.isEmpty()) {
      return handOut(first, rules, first.end().usage());
    }
    if (first.cut() && rules.textIsDemanded(first)) {
      if (!first.text().isEmpty()) {
        listener.text(first.text(), first.logprobs());
      }
      return first.end();
    }
    requireWorthRepairing(first, problems);
    return repaired(request, first, problems);
  }

  private AnswerEnd repaired(ChatRequest request, Attempt first, List<String> problems) {
    ChatRequest repair = Repair.of(request, first, problems);
    AnswerRules stricter;
    Attempt second;
    try {
      stricter = AnswerRules.of(repair).orElseThrow();
      second = attempt(repair, Held.all());
    } catch (Failure.BadRequest
        | Failure.ContextLengthExceeded
        | Failure.EngineRejected
        | Failure.EngineBusy
        | Failure.RateLimited
        | Failure.QuotaExceeded
        | Failure.LedgerUnavailable
        | Failure.ModelWarmingUp notMade) {
      // None of these is true of the request as a whole: it was served, and has been paid for.
      throw unusable(problems, "it could not be repaired: " + notMade.explanation());
    }
    List<String> still = stricter.problems(second);
    if (!still.isEmpty()) {
      throw unusable(
          still,
          second.cut()
              ? "when it was shown that, its answer was cut; raise max_tokens"
              : "also when it was shown that; try again, or ask for less");
    }
    return handOut(second, stricter, first.end().usage().plus(second.end().usage()));
  }

  private Attempt attempt(ChatRequest request, Held held) {
    return held.ended(model.ask(request, held));
  }

  private void requireWorthRepairing(Attempt broken, List<String> problems) {
    if (broken.cut()) {
      throw unusable(problems, "it was cut before it was complete; raise max_tokens");
    }
    if (call.cancellation().cancelled()) {
      throw new Failure.Cancelled();
    }
    if (call.deadline().passed()) {
      throw unusable(problems, "there was no time left to repair it; ask for less");
    }
  }

  private AnswerEnd handOut(Attempt attempt, AnswerRules kept, Usage usage) {
    Optional<String> text = kept.text(attempt);
    text.ifPresent(said -> listener.text(said, attempt.logprobs()));
    attempt.calls().forEach(listener::call);
    return new AnswerEnd(attempt.end().finishReason(), usage, attempt.end().stop());
  }

  private static Failure unusable(List<String> problems, String sequel) {
    return new Failure.UnusableOutput(
        "the model's answer is not what was asked for (%s); %s"
            .formatted(String.join("; ", problems), sequel));
  }
}

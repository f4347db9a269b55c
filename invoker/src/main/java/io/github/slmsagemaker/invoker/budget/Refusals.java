package io.github.slmsagemaker.invoker.budget;

import io.github.slmsagemaker.core.failure.Failure;
import io.github.slmsagemaker.ledger.Budget;
import io.github.slmsagemaker.ledger.Usage;
import io.github.slmsagemaker.ledger.Window;
import java.math.BigDecimal;

/** Says why something may not be spent, and what can be done. */
final class Refusals {
  private Refusals() {}

  static Failure of(Usage full, long wanted) {
    Window window = full.window();
    return new Failure.QuotaExceeded(
        "%s of %s a %s does not allow this request, which may take %s: %s used, %s reserved; %s"
            .formatted(
                owner(window.budget().owner()),
                amount(window, window.limit()),
                window.budget().period().word(),
                amount(window, wanted),
                amount(window, full.used()),
                amount(window, full.reserved()),
                advice(window, wanted)));
  }

  private static String advice(Window window, long wanted) {
    return wanted > window.limit()
        ? "it never fits: shorten the prompt or lower max_tokens"
        : "it begins anew at %s; until then lower max_tokens".formatted(window.resets());
  }

  private static String owner(Budget.Owner owner) {
    return switch (owner) {
      case Budget.Owner.Key _ -> "this key's budget";
      case Budget.Owner.Deployment _ -> "the deployment's budget";
    };
  }

  private static String amount(Window window, long amount) {
    return switch (window.budget().measure()) {
      case TOKENS -> amount + " tokens";
      case MICRODOLLARS -> '$' + BigDecimal.valueOf(amount, 6).toPlainString();
    };
  }
}

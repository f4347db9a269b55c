package io.github.slmsagemaker.invoker.budget;

import io.github.slmsagemaker.core.failure.Failure;
import io.github.slmsagemaker.ledger.Amounts;
import io.github.slmsagemaker.ledger.Budget;
import io.github.slmsagemaker.ledger.Usage;
import io.github.slmsagemaker.ledger.Window;
import java.math.BigDecimal;

/** Says why something may not be spent, and what can be done. */
final class Refusals {
  private Refusals() {}

  static Failure of(Usage full, Amounts amounts) {
    Window window = full.window();
    long wanted = amounts.in(window.budget().measure());
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
    boolean never = wanted > window.limit();
    String when = never ? "it never fits: " : "it begins anew at " + window.resets() + "; ";
    return when
        + switch (window.budget().measure()) {
          case TOKENS -> never ? "shorten the prompt or lower max_tokens" : "or lower max_tokens";
          case MICRODOLLARS -> "only who deployed this can raise it";
        };
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

package io.github.slmsagemaker.deployment.reader;

import io.github.slmsagemaker.core.deployment.KeyGrant;
import io.github.slmsagemaker.deployment.Access;
import io.github.slmsagemaker.deployment.TokenBudget;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The keys about what each API key may use. */
final class TokenBudgetReader {
  private static final String NUMBER = "[0-9]{1,13}";

  private final Values values;

  TokenBudgetReader(Values values) {
    this.values = values;
  }

  TokenBudget read(Access callers) {
    OptionalLong day = tokens(Key.TOKENS_PER_DAY);
    OptionalLong month = tokens(Key.TOKENS_PER_MONTH);
    Optional<Boolean> open =
        values.word(Key.BUDGET_FAIL_OPEN, List.of(false, true), String::valueOf);
    return switch (callers) {
      case Access.ApiKeys _ -> {
        TokenBudget budget = new TokenBudget(day, month, own(), open.orElse(false));
        if (open.isPresent() && !budget.limits()) {
          values.problem(
              "%s has no effect without a budget; leave it out, or set %s"
                  .formatted(values.name(Key.BUDGET_FAIL_OPEN), values.name(Key.TOKENS_PER_DAY)));
        }
        yield budget;
      }
      case Access.Iam _ -> none();
    };
  }

  /** Without keys nobody could be told apart. */
  private TokenBudget none() {
    for (Key key : List.of(Key.TOKENS_PER_DAY, Key.TOKENS_PER_MONTH, Key.BUDGET_FAIL_OPEN)) {
      if (values.has(key)) {
        values.problem(
            "%s cannot be kept with auth=iam: budgets belong to API keys; leave it out, or take"
                    .formatted(values.name(key))
                + " auth=api-key");
      }
    }
    return TokenBudget.NONE;
  }

  private List<KeyGrant> own() {
    return values
        .text(Key.KEYS)
        .filter(text -> text.indexOf(':') >= 0)
        .flatMap(text -> values.attempt(() -> KeyGrant.list(text)))
        .map(grants -> grants.stream().filter(KeyGrant::limited).toList())
        .orElse(List.of());
  }

  private OptionalLong tokens(Key key) {
    Optional<String> text = values.text(key);
    if (text.isEmpty()) {
      return OptionalLong.empty();
    }
    long tokens = text.get().matches(NUMBER) ? Long.parseLong(text.get()) : 0;
    if (tokens < 1 || tokens > KeyGrant.MOST_TOKENS) {
      values.problem(
          "%s is '%s', expected a whole number of 1 to %d"
              .formatted(values.name(key), text.get(), KeyGrant.MOST_TOKENS));
      return OptionalLong.empty();
    }
    return OptionalLong.of(tokens);
  }
}

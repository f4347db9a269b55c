package io.github.slmsagemaker.deployment.reader;

import io.github.slmsagemaker.core.deployment.KeyGrant;
import io.github.slmsagemaker.deployment.Access;
import io.github.slmsagemaker.deployment.Limits;
import io.github.slmsagemaker.deployment.SpendingLimits;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The keys about what may be spent. */
final class SpendingReader {
  private static final String NUMBER = "[0-9]{1,13}";

  private final Values values;

  SpendingReader(Values values) {
    this.values = values;
  }

  SpendingLimits read(Access callers) {
    boolean keys = callers instanceof Access.ApiKeys;
    if (!callers.tellsCallersApart()) {
      refuseTokens();
    }
    Optional<Boolean> open =
        values.word(Key.BUDGET_FAIL_OPEN, List.of(false, true), String::valueOf);
    SpendingLimits limits =
        new SpendingLimits(
            tokens(Key.TOKENS_PER_DAY),
            tokens(Key.TOKENS_PER_MONTH),
            keys ? own() : List.of(),
            values.decimal(Key.DOLLARS_PER_MONTH, Limits::spending),
            open.orElse(false));
    if (open.isPresent() && !limits.limits()) {
      values.problem(
          "%s has no effect without a budget; leave it out, or set %s"
              .formatted(values.name(Key.BUDGET_FAIL_OPEN), values.name(Key.TOKENS_PER_DAY)));
    }
    return limits;
  }

  /** Callers of IAM are not told apart. */
  private void refuseTokens() {
    for (Key key : List.of(Key.TOKENS_PER_DAY, Key.TOKENS_PER_MONTH)) {
      if (values.has(key)) {
        values.problem(
            ("%s cannot be kept with auth=iam: tokens are counted for each API key or token's"
                    + " subject; leave it out, or take auth=api-key, cognito or jwt")
                .formatted(values.name(key)));
      }
    }
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

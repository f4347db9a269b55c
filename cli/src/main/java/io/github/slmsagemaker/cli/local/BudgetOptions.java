package io.github.slmsagemaker.cli.local;

import io.github.slmsagemaker.core.deployment.KeyGrant;
import io.github.slmsagemaker.ledger.Budgets;
import io.github.slmsagemaker.ledger.KeyBudget;
import io.github.slmsagemaker.local.frontdoor.ApiKey;
import io.github.slmsagemaker.local.frontdoor.DoorKey;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options about keys and what each may spend. */
final class BudgetOptions {
  @Option(
      names = "--tokens-per-day",
      paramLabel = "N",
      description = {
        "Tokens of prompts and answers that each key, or each token's subject, may use in a",
        "day of UTC. What was used is kept between starts. Default: no limit."
      })
  private @Nullable Long tokensPerDay;

  @Option(
      names = "--keys",
      paramLabel = "NAME[:N/day],...",
      description = {
        "A key for each name, with a limit of its own where one is given: alice:20000/day,bob.",
        "The first is OPENAI_API_KEY, the others are told on standard error."
      })
  private @Nullable String keys;

  /** The keys; the first is given, the others are new. */
  List<DoorKey> keys(ApiKey first, RandomGenerator random) {
    List<DoorKey> made = new ArrayList<>();
    for (KeyGrant grant : grants()) {
      made.add(new DoorKey(grant.key(), made.isEmpty() ? first : ApiKey.generate(random)));
    }
    return made.isEmpty() ? List.of(new DoorKey(DoorKey.UNNAMED, first)) : made;
  }

  boolean namesKeys() {
    return keys != null;
  }

  Budgets budgets() {
    return Budgets.of(
        tokensPerDay == null ? KeyBudget.UNLIMITED : KeyBudget.perDay(checked(tokensPerDay)),
        grants());
  }

  private List<KeyGrant> grants() {
    try {
      return keys == null ? List.of() : KeyGrant.list(keys);
    } catch (IllegalArgumentException wrong) {
      throw new IllegalArgumentException("--keys: " + wrong.getMessage(), wrong);
    }
  }

  private static long checked(long tokens) {
    if (tokens < 1 || tokens > KeyGrant.MOST_TOKENS) {
      throw new IllegalArgumentException(
          "--tokens-per-day is %d, expected 1 to %d".formatted(tokens, KeyGrant.MOST_TOKENS));
    }
    return tokens;
  }
}

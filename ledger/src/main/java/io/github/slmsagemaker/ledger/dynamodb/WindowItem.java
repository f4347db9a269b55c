package io.github.slmsagemaker.ledger.dynamodb;

import io.github.slmsagemaker.core.deployment.LedgerTable;
import io.github.slmsagemaker.ledger.Balance;
import java.util.Map;
import java.util.OptionalLong;

/** A window's item for whoever has read it by other means than a ledger. */
public final class WindowItem {
  private WindowItem() {}

  /**
   * What it says.
   *
   * @param item its attributes, numbers as they are written
   * @throws IllegalArgumentException where it is no window's
   */
  public static Balance balance(Map<String, String> item) {
    long reserved = number(item, Items.RESERVED);
    return Balance.of(
        item.getOrDefault(LedgerTable.PARTITION, ""),
        item.getOrDefault(LedgerTable.SORT, ""),
        number(item, Items.CHARGED) - reserved,
        reserved,
        item.containsKey(Items.ALLOWED)
            ? OptionalLong.of(number(item, Items.ALLOWED))
            : OptionalLong.empty());
  }

  private static long number(Map<String, String> item, String name) {
    return Long.parseLong(item.getOrDefault(name, "0"));
  }
}

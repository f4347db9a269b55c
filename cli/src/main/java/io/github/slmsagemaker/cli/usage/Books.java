package io.github.slmsagemaker.cli.usage;

import io.github.slmsagemaker.ledger.Balance;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What stores say of everybody in one month.
 *
 * @param names of the keys there are, by their ids, in their order
 * @param balances of the month, and of its days
 */
record Books(Map<String, String> names, List<Balance> balances) {
  Books {
    names = new LinkedHashMap<>(names);
    balances = List.copyOf(balances);
  }
}

package io.github.slmsagemaker.ledger.dynamodb;

import java.util.List;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/** Reads why a transaction was not made, item by item. */
final class Cancelled {
  private static final String CONDITION = "ConditionalCheckFailed";

  /** Reasons that lie in what others did at the same time, or in how much of it. */
  private static final Set<String> OTHERS =
      Set.of("None", "TransactionConflict", "ThrottlingError", "ProvisionedThroughputExceeded");

  private Cancelled() {}

  /** Whether the same transaction may be made a moment later. */
  static boolean byOthersAlone(Throwable thrown) {
    return thrown instanceof TransactionCanceledException cancelled
        && reasons(cancelled).stream().allMatch(reason -> OTHERS.contains(reason.code()));
  }

  /** Whether the condition of the item at a place in the transaction did not hold. */
  static boolean byCondition(TransactionCanceledException cancelled, int place) {
    List<CancellationReason> reasons = reasons(cancelled);
    return place < reasons.size() && CONDITION.equals(reasons.get(place).code());
  }

  private static List<CancellationReason> reasons(TransactionCanceledException cancelled) {
    return cancelled.hasCancellationReasons() ? cancelled.cancellationReasons() : List.of();
  }
}

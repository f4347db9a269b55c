package io.github.slmsagemaker.invoker.calls;

import io.github.slmsagemaker.ledger.Usage;
import java.util.List;

/** Says what callers may spend. */
public interface Budgeting {
  /** Everybody may spend everything. */
  Budgeting NONE =
      new Budgeting() {
        @Override
        public Spending begin(Caller caller, int generations) {
          return Spending.FREE;
        }

        @Override
        public List<Usage> usage(Caller caller) {
          return List.of();
        }
      };

  /**
   * The spending of one request; it is to be closed before the last byte of the reply is sent,
   * since a process may stand still from then on.
   *
   * @param generations most that the request may take, a repair included
   */
  Spending begin(Caller caller, int generations);

  /** What a caller's windows hold. */
  List<Usage> usage(Caller caller);
}

package io.github.slmsagemaker.ledger;

import java.util.List;
import java.util.Objects;
import java.util.UUID;

/**
 * What may be spent.
 *
 * @param id its own, used for no other: two under one id would be charged once
 * @param windows it is charged to, also when it is settled in the next ones
 * @param bound most that it may come to
 */
public record Reservation(String id, List<Window> windows, Amounts bound) {
  public Reservation {
    Objects.requireNonNull(id, "id");
    windows = List.copyOf(windows);
    Objects.requireNonNull(bound, "bound");
  }

  /** One that was never made before. */
  public static Reservation fresh(List<Window> windows, Amounts bound) {
    return new Reservation(UUID.randomUUID().toString(), windows, bound);
  }

  /** What it charges to a window. */
  public long boundIn(Window window) {
    return bound.in(window.budget().measure());
  }
}

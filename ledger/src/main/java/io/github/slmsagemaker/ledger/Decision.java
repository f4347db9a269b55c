package io.github.slmsagemaker.ledger;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/** What became of a wish to spend. */
public sealed interface Decision {
  /** It may be spent, and is charged until it is settled. */
  record Reserved(Reservation reservation) implements Decision {
    public Reserved {
      Objects.requireNonNull(reservation, "reservation");
    }
  }

  /**
   * It would not fit; nothing was charged.
   *
   * @param full the window it does not fit in; of several the one that begins anew last
   */
  record Refused(Usage full) implements Decision {
    public Refused {
      Objects.requireNonNull(full, "full");
    }

    /** Of the windows that something does not fit in, at least one. */
    public static Refused of(List<Usage> full) {
      return new Refused(
          full.stream().max(Comparator.comparing(usage -> usage.window().resets())).orElseThrow());
    }
  }
}

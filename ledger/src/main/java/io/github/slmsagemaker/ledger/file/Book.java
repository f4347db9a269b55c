package io.github.slmsagemaker.ledger.file;

import io.github.slmsagemaker.ledger.Amounts;
import io.github.slmsagemaker.ledger.Balance;
import io.github.slmsagemaker.ledger.Reservation;
import io.github.slmsagemaker.ledger.Usage;
import io.github.slmsagemaker.ledger.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/** What a file says: how much each window holds, and which reservations are open. */
final class Book {
  /** A clock that is set back within this finds its windows as they were. */
  private static final Duration KEPT = Duration.ofDays(35);

  private final Map<String, Held> windows;
  private final Map<String, Instant> open;

  /**
   * Of what was read.
   *
   * @param windows by name
   * @param open ids of reservations, and when the last of their windows is over
   */
  Book(Map<String, Held> windows, Map<String, Instant> open) {
    this.windows = new TreeMap<>(windows);
    this.open = new TreeMap<>(open);
  }

  static Book read(Optional<String> content) {
    return content.map(BookJson::read).orElseGet(() -> new Book(Map.of(), Map.of()));
  }

  String written() {
    return BookJson.write(windows, open);
  }

  Usage usage(Window window) {
    Held held = held(window);
    return new Usage(window, held.used, held.reserved);
  }

  /** Of every window in it. */
  List<Balance> balances() {
    return windows.entrySet().stream()
        .map(entry -> balance(entry.getKey(), entry.getValue()))
        .toList();
  }

  /** The windows that a reservation does not fit in. */
  List<Usage> full(Reservation reservation) {
    return reservation.windows().stream()
        .map(this::usage)
        .filter(
            usage ->
                usage.used() + usage.reserved()
                    > usage.window().limit() - reservation.boundIn(usage.window()))
        .toList();
  }

  void charge(Reservation reservation) {
    charge(reservation, false);
  }

  private void charge(Reservation reservation, boolean used) {
    Instant over = Instant.MIN;
    for (Window window : reservation.windows()) {
      long bound = reservation.boundIn(window);
      add(window, used ? bound : 0, used ? 0 : bound);
      over = window.resets().isAfter(over) ? window.resets() : over;
    }
    open.put(reservation.id(), over);
  }

  /** Whether something was charged under its id and not settled. */
  boolean knows(Reservation reservation) {
    return open.containsKey(reservation.id());
  }

  /** As used; its id stays, so that nothing is charged under it again. */
  void chargeUsed(Reservation reservation) {
    charge(reservation, true);
  }

  /** Does nothing where it was done before. */
  void settle(Reservation reservation, Amounts used) {
    if (open.remove(reservation.id()) == null) {
      return;
    }
    for (Window window : reservation.windows()) {
      add(window, used.in(window.budget().measure()), -reservation.boundIn(window));
    }
  }

  /** Nobody asks for windows that are long over. */
  void forgetEndedBefore(Instant now) {
    Instant oldest = now.minus(KEPT);
    windows.values().removeIf(held -> held.over.isBefore(oldest));
    open.values().removeIf(over -> over.isBefore(oldest));
  }

  private void add(Window window, long used, long reserved) {
    Held held = held(window);
    windows.put(
        name(window),
        new Held(
            held.used + used,
            held.reserved + reserved,
            window.resets(),
            OptionalLong.of(window.limit())));
  }

  private Held held(Window window) {
    return windows.getOrDefault(
        name(window), new Held(0, 0, window.resets(), OptionalLong.empty()));
  }

  private static Balance balance(String name, Held held) {
    int end = name.indexOf('#');
    try {
      return Balance.of(
          name.substring(0, Math.max(0, end)),
          name.substring(end + 1),
          held.used,
          held.reserved,
          held.limit);
    } catch (IllegalArgumentException wrong) {
      throw new DamagedException("it has a window '" + name + "'");
    }
  }

  private static String name(Window window) {
    return window.period() + '#' + window.subject();
  }

  /**
   * What is kept of a window.
   *
   * @param over when it ends
   * @param limit that it was last charged against; a file of an older version does not say
   */
  record Held(long used, long reserved, Instant over, OptionalLong limit) {}
}

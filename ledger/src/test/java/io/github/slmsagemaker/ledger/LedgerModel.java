package io.github.slmsagemaker.ledger;

import java.util.HashSet;
import java.util.Set;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.function.BiFunction;

/**
 * A ledger beside a few sums that say what it has to answer: they are kept by date, in this class's
 * own arithmetic, and compared after every step.
 */
final class LedgerModel {
  private static final List<String> KEYS = List.of("alice", "bob", "carol");
  private static final long DAY = 1_000;
  private static final long BOBS_DAY = 300;
  private static final long MONTH = 2_500;
  private static final long MONEY = 4_000;

  private static final Budgets BUDGETS =
      new Budgets(
          new KeyBudget(OptionalLong.of(DAY), OptionalLong.of(MONTH)),
          Map.of("bob", KeyBudget.perDay(BOBS_DAY), "carol", KeyBudget.UNLIMITED),
          OptionalLong.of(MONEY));

  private final BiFunction<Budgets, Hands, Ledger> opening;
  private final Random random;
  private final long seed;
  private final Hands clock = new Hands("2026-11-28T23:00:00Z");
  private final Map<String, long[]> sums = new HashMap<>();
  private final Set<String> charged = new HashSet<>();
  private final List<Held> held = new ArrayList<>();
  private final List<Reservation> settled = new ArrayList<>();
  private final List<String> history = new ArrayList<>();
  private Ledger ledger;

  LedgerModel(BiFunction<Budgets, Hands, Ledger> opening, long seed) {
    this.opening = opening;
    this.seed = seed;
    this.random = new Random(seed);
    this.ledger = opening.apply(BUDGETS, clock);
  }

  void run(int steps) {
    for (int step = 0; step < steps; step++) {
      switch (random.nextInt(9)) {
        case 0, 1, 2 -> reserve();
        case 3, 4 -> settle(random.nextBoolean());
        case 5 -> crash();
        case 6 -> move();
        case 7 -> charge();
        default -> settleAgain();
      }
      check();
    }
  }

  private void reserve() {
    String key = KEYS.get(random.nextInt(KEYS.size()));
    Amounts bound = new Amounts(random.nextInt(400), random.nextInt(800));
    Map<String, Long> charges = charges(key, bound);
    boolean fits =
        charges.entrySet().stream()
            .allMatch(
                charge -> {
                  long[] sum = sum(charge.getKey());
                  return sum[0] + sum[1] + charge.getValue() <= limit(charge.getKey());
                });
    history.add("reserve " + key + " " + bound + " at " + clock.instant() + ", fits: " + fits);
    switch (ledger.reserve(key, bound)) {
      case Decision.Reserved reserved -> {
        assertThat(fits).as(story()).isTrue();
        charges.forEach((name, amount) -> sum(name)[1] += amount);
        held.add(new Held(reserved.reservation(), charges));
      }
      case Decision.Refused _ -> assertThat(fits).as(story()).isFalse();
    }
  }

  /** One of a few ids an hour, so that many are charged again, also after a crash. */
  private void charge() {
    String id = clock.instant().toString().substring(0, 13) + '#' + random.nextInt(2);
    long cost = 1L + random.nextInt(300);
    String month = "money " + clock.instant().toString().substring(0, 7);
    long[] sum = sum(month);
    boolean paid = charged.contains(id);
    boolean fits = sum[0] + sum[1] + cost <= MONEY;
    history.add("charge " + id + " " + cost + ", paid: " + paid + ", fits: " + fits);
    switch (ledger.charge(id, clock.instant(), new Amounts(0, cost))) {
      case Decision.Reserved _ -> {
        assertThat(paid || fits).as(story()).isTrue();
        if (!paid) {
          sum[0] += cost;
          charged.add(id);
        }
      }
      case Decision.Refused _ -> assertThat(paid || fits).as(story()).isFalse();
    }
  }

  private void settle(boolean all) {
    if (held.isEmpty()) {
      return;
    }
    Held one = held.remove(random.nextInt(held.size()));
    Amounts bound = one.reservation.bound();
    Amounts used = all ? bound : new Amounts(part(bound.tokens()), part(bound.microdollars()));
    history.add("settle " + one.reservation.id() + " " + used);
    ledger.settle(one.reservation, used);
    one.charges.forEach(
        (name, amount) -> {
          sum(name)[0] += name.contains("money") ? used.microdollars() : used.tokens();
          sum(name)[1] -= amount;
        });
    settled.add(one.reservation);
  }

  private void settleAgain() {
    if (!settled.isEmpty()) {
      ledger.settle(settled.get(random.nextInt(settled.size())), Amounts.NONE);
    }
  }

  /** The process is gone and with it what it knew of open reservations. */
  private void crash() {
    history.add("crash");
    if (random.nextBoolean()) {
      held.clear();
    }
    ledger = opening.apply(BUDGETS, clock);
  }

  /** To either side of a midnight, or just on. */
  private void move() {
    Duration toMidnight =
        Duration.between(
            clock.instant(), clock.instant().truncatedTo(ChronoUnit.DAYS).plus(Duration.ofDays(1)));
    switch (random.nextInt(4)) {
      case 0 -> clock.move(toMidnight.minusMillis(1));
      case 1 -> clock.move(toMidnight);
      default -> clock.move(Duration.ofMinutes(random.nextInt(60)));
    }
  }

  private void check() {
    for (String key : KEYS) {
      for (Usage usage : ledger.usage(key)) {
        String name = name(key, usage.window());
        assertThat(usage.used()).as(name + story()).isEqualTo(sum(name)[0]);
        assertThat(usage.reserved()).as(name + story()).isEqualTo(sum(name)[1]);
        assertThat(usage.used() + usage.reserved())
            .as(name + story())
            .isLessThanOrEqualTo(limit(name));
      }
    }
  }

  private Map<String, Long> charges(String key, Amounts bound) {
    String date = clock.instant().toString();
    Map<String, Long> charges = new HashMap<>();
    charges.put("money " + date.substring(0, 7), bound.microdollars());
    if (!key.equals("carol")) {
      charges.put(key + " " + date.substring(0, 10), bound.tokens());
    }
    if (key.equals("alice")) {
      charges.put(key + " " + date.substring(0, 7), bound.tokens());
    }
    return charges;
  }

  private static String name(String key, Window window) {
    return (window.budget().measure() == Measure.MICRODOLLARS ? "money" : key)
        + ' '
        + window.period();
  }

  private static long limit(String name) {
    if (name.startsWith("money")) {
      return MONEY;
    }
    if (name.startsWith("bob")) {
      return BOBS_DAY;
    }
    return name.length() == "alice 2026-11".length() ? MONTH : DAY;
  }

  private long[] sum(String name) {
    return sums.computeIfAbsent(name, _ -> new long[2]);
  }

  private long part(long whole) {
    return random.nextLong(whole + 1);
  }

  private String story() {
    return ", seed " + seed + ":\n" + String.join("\n", history) + "\n";
  }

  /** A reservation, and what the model says that it charges. */
  private record Held(Reservation reservation, Map<String, Long> charges) {}
}

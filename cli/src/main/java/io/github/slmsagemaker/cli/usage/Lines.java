package io.github.slmsagemaker.cli.usage;

import io.github.slmsagemaker.ledger.Balance;
import io.github.slmsagemaker.ledger.Budget.Owner;
import io.github.slmsagemaker.ledger.Measure;
import io.github.slmsagemaker.ledger.Period;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Books as lines: of each key its day and its month, and at the end the money of all.
 *
 * <p>Where a key has a limit by the day alone, its month is the sum of its days. Where it has one
 * by the month alone, nobody counts its days.
 */
final class Lines {
  /** Under which those without a key of their own share a budget. */
  private static final String NO_KEY = "none";

  private final Books books;
  private final LocalDate today;

  private Lines(Books books, LocalDate today) {
    this.books = books;
    this.today = today;
  }

  static List<Line> of(Books books, LocalDate today) {
    return new Lines(books, today).all();
  }

  private List<Line> all() {
    List<Line> lines = new ArrayList<>();
    for (String id : ids()) {
      day(id).ifPresent(lines::add);
      lines.add(month(id));
    }
    balances(Measure.MICRODOLLARS, Period.MONTH, _ -> true)
        .forEach(balance -> lines.add(line(balance, "all keys")));
    return lines;
  }

  /** Those there are, and those that are no more or never had a name. */
  private Set<String> ids() {
    Set<String> ids = new LinkedHashSet<>(books.names().keySet());
    books.balances().stream()
        .map(Balance::owner)
        .filter(Owner.Key.class::isInstance)
        .map(owner -> ((Owner.Key) owner).id())
        .sorted()
        .forEach(ids::add);
    return ids;
  }

  /** Empty where its days are not counted. */
  private Optional<Line> day(String id) {
    return balances(Measure.TOKENS, Period.DAY, id::equals)
        .max(Comparator.comparing(Balance::first))
        .map(
            last ->
                last.first().equals(today)
                    ? line(last, name(id))
                    : tokens(id, Period.DAY, today, 0, 0, last.limit()));
  }

  private Line month(String id) {
    Optional<Balance> counted = balances(Measure.TOKENS, Period.MONTH, id::equals).findFirst();
    if (counted.isPresent()) {
      return line(counted.get(), name(id));
    }
    List<Balance> days = balances(Measure.TOKENS, Period.DAY, id::equals).toList();
    return tokens(
        id,
        Period.MONTH,
        today.withDayOfMonth(1),
        days.stream().mapToLong(Balance::used).sum(),
        days.stream().mapToLong(Balance::reserved).sum(),
        OptionalLong.empty());
  }

  private Stream<Balance> balances(Measure measure, Period period, Predicate<String> key) {
    return books.balances().stream()
        .filter(balance -> balance.measure() == measure && balance.period() == period)
        .filter(balance -> !(balance.owner() instanceof Owner.Key(String id)) || key.test(id));
  }

  private Line tokens(
      String id, Period period, LocalDate first, long used, long reserved, OptionalLong limit) {
    return new Line(
        new Owner.Key(id), name(id), Measure.TOKENS, period, first, used, reserved, limit);
  }

  private static Line line(Balance balance, String name) {
    return new Line(
        balance.owner(),
        name,
        balance.measure(),
        balance.period(),
        balance.first(),
        balance.used(),
        balance.reserved(),
        balance.limit());
  }

  private String name(String id) {
    return books.names().getOrDefault(id, id.equals(NO_KEY) ? "(no key)" : id);
  }
}

package io.github.slmsagemaker.cli.usage;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;

/** Lines as a person reads them; on a terminal each limit with a bar. */
final class UsageTable {
  /** A line of eight letters of name fills 80 columns. */
  private static final int BAR = 15;

  private static final String UNKNOWN = "-";
  private static final int MICRODOLLARS = 6;
  private static final int LEAST_NAME = "all keys".length();

  private final List<Line> lines;
  private final boolean bars;

  UsageTable(List<Line> lines, boolean bars) {
    this.lines = lines;
    this.bars = bars;
  }

  String text() {
    int name = lines.stream().mapToInt(line -> line.name().length()).max().orElse(0);
    String row = "%-" + Math.max(name, LEAST_NAME) + "s  %-10s  %10s  %10s  %10s  %5s%s";
    StringBuilder text = new StringBuilder();
    text.append(row.formatted("key", "window", "used", "reserved", "limit", "", "").stripTrailing())
        .append('\n');
    for (Line line : lines) {
      text.append(
              row.formatted(
                      line.name(),
                      line.window(),
                      amount(line, line.used()),
                      amount(line, line.reserved()),
                      line.limit().isPresent() ? amount(line, line.limit().getAsLong()) : UNKNOWN,
                      percent(line),
                      bars ? "  " + bar(line) : "")
                  .stripTrailing())
          .append('\n');
    }
    return text.toString();
  }

  private static String amount(Line line, long amount) {
    return switch (line.measure()) {
      case TOKENS -> Long.toString(amount);
      case MICRODOLLARS ->
          '$'
              + BigDecimal.valueOf(amount, MICRODOLLARS)
                  .setScale(2, RoundingMode.CEILING)
                  .toPlainString();
    };
  }

  private static String percent(Line line) {
    return line.limit().isEmpty()
        ? ""
        : String.format(
            Locale.ROOT,
            "%d %%",
            Math.ceilDiv(100 * (line.used() + line.reserved()), line.limit().getAsLong()));
  }

  /** What is used is full, what is reserved is half full. */
  private static String bar(Line line) {
    if (line.limit().isEmpty()) {
      return "";
    }
    long limit = line.limit().getAsLong();
    int used = part(line.used(), limit);
    int taken = part(line.used() + line.reserved(), limit);
    return "\u2588".repeat(used) + "\u2592".repeat(taken - used) + "\u2591".repeat(BAR - taken);
  }

  /** Whatever is not nothing shows. */
  private static int part(long amount, long limit) {
    return (int) Math.min(BAR, Math.ceilDiv(amount * BAR, limit));
  }
}

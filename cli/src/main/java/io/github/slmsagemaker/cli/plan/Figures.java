package io.github.slmsagemaker.cli.plan;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;
import java.util.OptionalDouble;

/** Numbers in a table. */
final class Figures {
  static final String UNKNOWN = "not known";

  private Figures() {}

  static String mebibytes(long bytes) {
    return String.valueOf(Math.ceilDiv(bytes, 1L << 20));
  }

  /** MiB, or a dash for none. */
  static String some(long bytes) {
    return bytes == 0 ? "-" : mebibytes(bytes);
  }

  static String gigabytes(long bytes) {
    return String.format(Locale.ROOT, "%.2f", bytes / 1e9);
  }

  static String rate(double perSecond) {
    return String.format(Locale.ROOT, "%.1f tokens/s", perSecond);
  }

  /** A power of ten, with marks between thousands. */
  static String power(double number) {
    return number < 1
        ? BigDecimal.valueOf(number).round(MathContext.DECIMAL32).toPlainString()
        : String.format(Locale.ROOT, "%,.0f", number);
  }

  static String dollars(OptionalDouble amount) {
    return amount.isPresent() ? dollars(amount.getAsDouble()) : "price not known";
  }

  /** Two digits after the point, more where there would be zeros alone. */
  static String dollars(double amount) {
    return String.format(Locale.ROOT, amount < 0.1 ? "$%.4f" : "$%.2f", amount);
  }
}

package io.github.slmsagemaker.core.pattern;

import java.util.Optional;
import java.util.function.IntPredicate;

/** Sets of characters that have an escape of their own. */
final class Characters {
  private static final int BYTE_ORDER_MARK = 0xFEFF;

  private Characters() {}

  /** All but line ends. */
  static boolean dot(int point) {
    return !lineEnd(point);
  }

  /** ASCII alone, unlike Java's with its Unicode flag. */
  static boolean digit(int point) {
    return point >= '0' && point <= '9';
  }

  static boolean letter(int point) {
    return (point >= 'a' && point <= 'z') || (point >= 'A' && point <= 'Z');
  }

  static boolean word(int point) {
    return digit(point) || letter(point) || point == '_';
  }

  static boolean space(int point) {
    return (point >= '\t' && point <= '\r')
        || point == BYTE_ORDER_MARK
        || lineEnd(point)
        || Character.getType(point) == Character.SPACE_SEPARATOR;
  }

  /** What {@code \d}, {@code \D} and the like mean; empty for any other letter. */
  static Optional<IntPredicate> named(int letter) {
    return switch (letter) {
      case 'd' -> Optional.of(Characters::digit);
      case 'D' -> Optional.of(point -> !digit(point));
      case 'w' -> Optional.of(Characters::word);
      case 'W' -> Optional.of(point -> !word(point));
      case 's' -> Optional.of(Characters::space);
      case 'S' -> Optional.of(point -> !space(point));
      default -> Optional.empty();
    };
  }

  private static boolean lineEnd(int point) {
    return point == '\n' || point == '\r' || point == 0x2028 || point == 0x2029;
  }
}

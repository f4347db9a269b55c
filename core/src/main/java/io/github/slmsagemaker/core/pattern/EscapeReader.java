package io.github.slmsagemaker.core.pattern;

import java.util.Optional;
import java.util.function.IntPredicate;

/** Reads what stands after a backslash. */
final class EscapeReader {
  private final Source source;

  EscapeReader(Source source) {
    this.source = source;
  }

  /** A set that has a letter of its own or a Unicode property; empty, and nothing is read, else. */
  Optional<IntPredicate> set() throws PatternFlaw {
    int letter = source.peek();
    Optional<IntPredicate> named = Characters.named(letter);
    if (named.isPresent()) {
      source.next();
      return named;
    }
    if (source.take("p{")) {
      return Optional.of(property());
    }
    return source.take("P{") ? Optional.of(property().negate()) : Optional.empty();
  }

  private IntPredicate property() throws PatternFlaw {
    String name = source.until('}');
    return UnicodeProperty.of(name)
        .orElseThrow(() -> new PatternFlaw("the Unicode property " + name + " is not known here"));
  }

  /** One character. */
  int character() throws PatternFlaw {
    int letter = source.next();
    return switch (letter) {
      case Source.END -> throw new PatternFlaw("it ends in a backslash");
      case 't' -> '\t';
      case 'n' -> '\n';
      case 'v' -> 0x0B;
      case 'f' -> '\f';
      case 'r' -> '\r';
      case 'c' -> control();
      case 'x' -> required(source.hex(2), "\\x takes two hexadecimal digits");
      case 'u' -> unicode();
      case '0' -> 0;
      default -> itself(letter);
    };
  }

  private int control() throws PatternFlaw {
    int letter = source.next();
    if (Characters.letter(letter)) {
      return letter % 32;
    }
    throw new PatternFlaw("\\c takes a letter");
  }

  private int unicode() throws PatternFlaw {
    if (source.take("{")) {
      String digits = source.until('}');
      int point = digits.matches("[0-9A-Fa-f]{1,6}") ? Integer.parseInt(digits, 16) : -1;
      return required(point <= Character.MAX_CODE_POINT ? point : -1, "\\u{...} takes a character");
    }
    int first = required(source.hex(4), "\\u takes four hexadecimal digits");
    int mark = source.mark();
    if (Character.isHighSurrogate((char) first) && source.take("\\u")) {
      int second = source.hex(4);
      if (second >= 0 && Character.isLowSurrogate((char) second)) {
        return Character.toCodePoint((char) first, (char) second);
      }
      source.back(mark);
    }
    return first;
  }

  /** Letters are kept for escapes to come, as the flag u has it; others stand for themselves. */
  private static int itself(int letter) throws PatternFlaw {
    if ((letter >= '1' && letter <= '9') || letter == 'k') {
      throw new PatternFlaw("back references are not supported");
    }
    if (Characters.letter(letter)) {
      throw new PatternFlaw("\\" + Character.toString(letter) + " is no escape of ECMA-262");
    }
    return letter;
  }

  private static int required(int value, String otherwise) throws PatternFlaw {
    if (value < 0) {
      throw new PatternFlaw(otherwise);
    }
    return value;
  }
}

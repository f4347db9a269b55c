package io.github.slmsagemaker.core.openai;

import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Tries a client's pattern on short texts that make backtracking explode: one character again and
 * again, and then one that fits nothing.
 *
 * <p>Java's own engine is asked, so a pattern that it has an answer to passes, such as {@code
 * (a+)+$}. What passes can still be slow on another text: whoever validates with it does so under a
 * time budget.
 */
final class PatternProbe {
  /** Enough for doubling to reach the budget, too few for a cube or a fourth power. */
  private static final int REPEATS = 24;

  private static final int STEPS = 400_000;
  private static final String USUAL = "a0 -.";
  private static final char FITS_NOTHING = '\u0001';

  private PatternProbe() {}

  /** Whether the pattern needs more steps on one of the texts than any honest one. */
  static boolean explodes(Pattern pattern) {
    return probes(pattern.pattern()).anyMatch(text -> exhausts(pattern, text));
  }

  private static Stream<String> probes(String regex) {
    IntStream own = regex.chars().filter(Character::isLetterOrDigit);
    return IntStream.concat(own, USUAL.chars())
        .distinct()
        .mapToObj(c -> Character.toString(c).repeat(REPEATS) + FITS_NOTHING);
  }

  private static boolean exhausts(Pattern pattern, String text) {
    try {
      pattern.matcher(new Counted(text)).find();
      return false;
    } catch (OutOfSteps | StackOverflowError tooMuch) {
      return true;
    }
  }

  /** Thrown out of a match, where no other way leads. */
  private static final class OutOfSteps extends RuntimeException {
    private static final long serialVersionUID = 1;

    OutOfSteps() {
      super("a pattern took more than " + STEPS + " steps", null, false, false);
    }
  }

  /** A text that counts how often it is looked at. */
  private static final class Counted implements CharSequence {
    private final String text;
    private int looks;

    Counted(String text) {
      this.text = text;
    }

    @Override
    public int length() {
      return text.length();
    }

    @Override
    public char charAt(int index) {
      if (++looks > STEPS) {
        throw new OutOfSteps();
      }
      return text.charAt(index);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return text.substring(start, end);
    }

    @Override
    public String toString() {
      return text;
    }
  }
}

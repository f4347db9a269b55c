package io.github.slmsagemaker.core.schema;

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

  /** For all texts together: a request can hold hundreds of patterns. */
  private static final int STEPS = 100_000;

  private static final int OWN_CHARACTERS = 16;
  private static final String USUAL = "a0 -.";
  private static final char FITS_NOTHING = '\u0001';

  private int steps;

  private PatternProbe() {}

  /** Whether the pattern needs more steps on these texts than an honest one. */
  static boolean explodes(Pattern pattern) {
    PatternProbe probe = new PatternProbe();
    return texts(pattern.pattern()).anyMatch(text -> probe.exhausts(pattern, text));
  }

  private static Stream<String> texts(String regex) {
    IntStream own =
        regex.chars().filter(Character::isLetterOrDigit).distinct().limit(OWN_CHARACTERS);
    return IntStream.concat(own, USUAL.chars())
        .distinct()
        .mapToObj(c -> Character.toString(c).repeat(REPEATS) + FITS_NOTHING);
  }

  private boolean exhausts(Pattern pattern, String text) {
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

  /** A text whose characters cost a step each time they are looked at. */
  private final class Counted implements CharSequence {
    private final String text;

    Counted(String text) {
      this.text = text;
    }

    @Override
    public int length() {
      return text.length();
    }

    @Override
    public char charAt(int index) {
      if (++steps > STEPS) {
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

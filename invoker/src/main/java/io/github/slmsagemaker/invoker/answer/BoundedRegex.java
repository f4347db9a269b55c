package io.github.slmsagemaker.invoker.answer;

import com.networknt.schema.regex.RegularExpression;
import com.networknt.schema.regex.RegularExpressionFactory;
import java.util.regex.Pattern;

/**
 * Java's regular expressions with a bound on the characters they look at, since a client's pattern
 * may take exponential time on some text. One for each check; not safe for use by several threads.
 */
final class BoundedRegex implements RegularExpressionFactory {
  /** Characters that all patterns of one check may look at, each look counted. */
  static final int MOST_LOOKS = 10_000_000;

  private int looks;
  private boolean gaveUp;

  @Override
  public RegularExpression getRegularExpression(String regex) {
    Pattern pattern = Pattern.compile(regex);
    return text -> found(pattern, text);
  }

  /** Begins a new check. */
  void reset() {
    looks = 0;
    gaveUp = false;
  }

  /** Whether some pattern of this check was given up, so that its result means nothing. */
  boolean gaveUp() {
    return gaveUp;
  }

  /** Nothing is thrown through the validator: it would write the client's pattern into the log. */
  private boolean found(Pattern pattern, String text) {
    if (gaveUp) {
      return false;
    }
    try {
      return pattern.matcher(new Counted(text)).find();
    } catch (TooExpensive | StackOverflowError _) {
      gaveUp = true;
      return false;
    }
  }

  /** A pattern looked at more characters than it may. */
  private static final class TooExpensive extends RuntimeException {
    TooExpensive() {
      super("a pattern looked at more than " + MOST_LOOKS + " characters");
    }
  }

  private final class Counted implements CharSequence {
    private final String text;

    Counted(String text) {
      this.text = text;
    }

    @Override
    public char charAt(int index) {
      if (++looks > MOST_LOOKS) {
        throw new TooExpensive();
      }
      return text.charAt(index);
    }

    @Override
    public int length() {
      return text.length();
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return text.subSequence(start, end);
    }

    @Override
    public String toString() {
      return text;
    }
  }
}

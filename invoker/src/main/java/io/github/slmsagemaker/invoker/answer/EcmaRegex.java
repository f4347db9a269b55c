package io.github.slmsagemaker.invoker.answer;

import com.networknt.schema.regex.RegularExpression;
import com.networknt.schema.regex.RegularExpressionFactory;
import io.github.slmsagemaker.core.pattern.EcmaPattern;
import io.github.slmsagemaker.core.pattern.Effort;
import io.github.slmsagemaker.core.pattern.PatternFlaw;

/**
 * A schema's patterns, and what all of them may cost in one check. One for each schema; not safe
 * for use by several threads.
 */
final class EcmaRegex implements RegularExpressionFactory {
  /** About a tenth of a second. */
  static final long MOST_STEPS = 10_000_000;

  private Effort effort = new Effort(MOST_STEPS);

  @Override
  public RegularExpression getRegularExpression(String regex) {
    EcmaPattern pattern = compiled(regex);
    return text -> pattern.foundIn(text, effort);
  }

  /** Begins a new check. */
  void reset() {
    effort = new Effort(MOST_STEPS);
  }

  /**
   * Whether some pattern of this check was given up, so that its result means nothing. Nothing is
   * thrown through the validator: it would write the client's pattern into the log.
   */
  boolean gaveUp() {
    return effort.exhausted();
  }

  private static EcmaPattern compiled(String regex) {
    try {
      return EcmaPattern.compile(regex);
    } catch (PatternFlaw flaw) {
      throw new IllegalArgumentException("a pattern cannot be used: " + flaw.reason(), flaw);
    }
  }
}

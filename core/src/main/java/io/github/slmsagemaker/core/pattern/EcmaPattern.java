package io.github.slmsagemaker.core.pattern;

/**
 * A regular expression as ECMA-262 has it, without back references. Whatever it is, it is compiled
 * into a bounded number of states, and searching a text takes no more steps than states times
 * characters.
 */
public final class EcmaPattern {
  /** Longer ones are nobody's. */
  public static final int MOST_CHARS = 4096;

  /** States of one pattern, its counted repetitions written out. */
  public static final int MOST_STATES = 20_000;

  private final Program program;
  private final int states;

  private EcmaPattern(Program program) {
    this.program = program;
    this.states =
        program.steps().size()
            + program.looks().stream().mapToInt(look -> look.steps().size()).sum();
  }

  /**
   * Compiles a pattern.
   *
   * @throws PatternFlaw for one that is none, is too large, or has back references
   */
  public static EcmaPattern compile(String pattern) throws PatternFlaw {
    if (pattern.length() > MOST_CHARS) {
      throw new PatternFlaw(
          "it has %d characters, more than %d".formatted(pattern.length(), MOST_CHARS));
    }
    return new EcmaPattern(Program.of(PatternReader.read(pattern), MOST_STATES));
  }

  /** How many states it has: what it costs to keep, and to search one character. */
  public int states() {
    return states;
  }

  /** Whether a text has a match anywhere; false too once the effort is exhausted. */
  public boolean foundIn(String text, Effort effort) {
    if (effort.exhausted()) {
      return false;
    }
    try {
      effort.spend(states);
      return new Search(text, effort).finds(program);
    } catch (Effort.Exhausted _) {
      return false;
    }
  }
}

package io.github.slmsagemaker.core.pattern;

/** A pattern that is no regular expression of ECMA-262, or one that cannot be served. */
public final class PatternFlaw extends Exception {
  private static final long serialVersionUID = 1;

  private final String reason;

  PatternFlaw(String reason) {
    super(reason, null, false, false);
    this.reason = reason;
  }

  /** What is wrong, to be read after "but". */
  public String reason() {
    return reason;
  }
}

package io.github.slmsagemaker.core.pattern;

/** How many steps searches may take together. Not safe for use by several threads. */
public final class Effort {
  private final long most;
  private long spent;

  public Effort(long most) {
    this.most = most;
  }

  /** Whether the steps were used up, so that what was found since means nothing. */
  public boolean exhausted() {
    return spent > most;
  }

  void spend(long steps) {
    spent += steps;
    if (spent > most) {
      throw new Exhausted();
    }
  }

  /** Thrown out of a search, and caught by whoever began it. */
  static final class Exhausted extends RuntimeException {
    private static final long serialVersionUID = 1;

    Exhausted() {
      super("a pattern took too many steps", null, false, false);
    }
  }
}

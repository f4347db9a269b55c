package io.github.slmsagemaker.ledger;

/**
 * What something costs, or may cost, in every measure.
 *
 * @param tokens not negative
 * @param microdollars not negative
 */
public record Amounts(long tokens, long microdollars) {
  /** What cost nothing. */
  public static final Amounts NONE = new Amounts(0, 0);

  public Amounts {
    if (tokens < 0 || microdollars < 0) {
      throw new IllegalArgumentException(
          "amounts are %d tokens and %d microdollars, expected none below 0"
              .formatted(tokens, microdollars));
    }
  }

  /** So many tokens, and no money. */
  public static Amounts tokens(long tokens) {
    return new Amounts(tokens, 0);
  }

  public Amounts plus(Amounts more) {
    return new Amounts(tokens + more.tokens, microdollars + more.microdollars);
  }

  /** The rest; {@code part} is no more than this in any measure. */
  public Amounts minus(Amounts part) {
    return new Amounts(tokens - part.tokens, microdollars - part.microdollars);
  }

  /** Of each measure what is less. */
  public Amounts atMost(Amounts other) {
    return new Amounts(Math.min(tokens, other.tokens), Math.min(microdollars, other.microdollars));
  }

  /** In one measure. */
  public long in(Measure measure) {
    return switch (measure) {
      case TOKENS -> tokens;
      case MICRODOLLARS -> microdollars;
    };
  }
}

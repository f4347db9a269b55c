package io.github.slmsagemaker.core.output;

import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** Makes ids for calls: {@code call_} and 24 random letters and digits, as OpenAI's look. */
public final class CallIds implements Supplier<String> {
  private static final String ALPHABET =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  private static final int LENGTH = 24;

  private final RandomGenerator random;

  public CallIds(RandomGenerator random) {
    this.random = random;
  }

  /** A new id, 142 random bits. */
  @Override
  public String get() {
    StringBuilder id = new StringBuilder("call_");
    for (int i = 0; i < LENGTH; i++) {
      id.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    return id.toString();
  }
}

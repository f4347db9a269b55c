package io.github.slmsagemaker.core.openai.reply;

import java.time.InstantSource;
import java.util.Objects;
import java.util.random.RandomGenerator;

/** Makes the heading of each reply. */
public final class Headings {
  private static final String ALPHABET =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

  /** More than 160 bits: two replies never share an id. */
  private static final int ID_CHARS = 28;

  private final InstantSource clock;
  private final RandomGenerator random;
  private final String systemFingerprint;

  /**
   * Makes headings from what is given.
   *
   * @param clock tells {@code created}
   * @param random draws ids; it is called from several threads at once
   * @param systemFingerprint see {@link Heading}
   */
  public Headings(InstantSource clock, RandomGenerator random, String systemFingerprint) {
    this.clock = Objects.requireNonNull(clock, "clock");
    this.random = Objects.requireNonNull(random, "random");
    this.systemFingerprint = Objects.requireNonNull(systemFingerprint, "systemFingerprint");
  }

  /** For a reply to a chat request. */
  public Heading chat(String model) {
    return heading("chatcmpl-", model);
  }

  /** For a reply to a completions request. */
  public Heading completion(String model) {
    return heading("cmpl-", model);
  }

  private Heading heading(String prefix, String model) {
    StringBuilder id = new StringBuilder(prefix);
    for (int i = 0; i < ID_CHARS; i++) {
      id.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    return new Heading(id.toString(), clock.instant().getEpochSecond(), model, systemFingerprint);
  }
}

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

  /** For a reply to a Responses request. */
  public Heading response(String model) {
    return heading("resp_", model);
  }

  /** For a reply to a Messages request. */
  public Heading message(String model) {
    return heading("msg_", model);
  }

  /** Seconds since 1970, as replies tell the time. */
  public long now() {
    return clock.instant().getEpochSecond();
  }

  /** An id that nothing else has. */
  public String id(String prefix) {
    StringBuilder id = new StringBuilder(prefix);
    for (int i = 0; i < ID_CHARS; i++) {
      id.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    return id.toString();
  }

  private Heading heading(String prefix, String model) {
    return new Heading(id(prefix), now(), model, systemFingerprint);
  }
}

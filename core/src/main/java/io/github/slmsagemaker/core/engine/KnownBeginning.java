package io.github.slmsagemaker.core.engine;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an engine has read before anybody asks it: known by length and checksum, since the text
 * itself may be longer than an environment holds.
 *
 * @param length of the text, in UTF-16 units as {@link String#length}
 * @param sha256 of its UTF-8, in small hexadecimal digits
 */
public record KnownBeginning(int length, String sha256) {
  private static final Pattern FORM = Pattern.compile("([1-9][0-9]{0,8}):([0-9a-f]{64})");

  public KnownBeginning {
    if (length < 1 || !sha256.matches("[0-9a-f]{64}")) {
      throw new IllegalArgumentException("beginning is %d:%s".formatted(length, sha256));
    }
  }

  /** That of a text. */
  public static KnownBeginning of(String text) {
    return new KnownBeginning(text.length(), sum(text));
  }

  /**
   * Reads {@link #toString}'s form.
   *
   * @throws IllegalArgumentException for any other
   */
  public static KnownBeginning parse(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "'%s' is no beginning, expected LENGTH:SHA256".formatted(text));
    }
    return new KnownBeginning(Integer.parseInt(matcher.group(1)), matcher.group(2));
  }

  /** Whether a prompt begins with it, and goes on. */
  public boolean begins(String prompt) {
    return prompt.length() > length && sum(prompt.substring(0, length)).equals(sha256);
  }

  @Override
  public String toString() {
    return length + ":" + sha256;
  }

  private static String sum(String text) {
    try {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}

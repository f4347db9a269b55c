package io.github.slmsagemaker.core.deployment;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;

/**
 * A key by its name or id, and what it may spend where that is not what every key may: {@code bob},
 * {@code alice:20000/day}, {@code carol:20000/day+300000/month}.
 *
 * @param key letters, digits, {@code _} and {@code -}
 * @param tokensPerDay empty for what every key may
 * @param tokensPerMonth empty for what every key may
 */
public record KeyGrant(String key, OptionalLong tokensPerDay, OptionalLong tokensPerMonth) {
  /** Far more than anything can spend; sums of it are still whole numbers. */
  public static final long MOST_TOKENS = 1_000_000_000_000L;

  private static final String KEY = "[A-Za-z0-9_-]{1,128}";
  private static final String FORM =
      "expected NAME, NAME:TOKENS/day, NAME:TOKENS/month or NAME:TOKENS/day+TOKENS/month";

  public KeyGrant {
    Objects.requireNonNull(tokensPerDay, "tokensPerDay");
    Objects.requireNonNull(tokensPerMonth, "tokensPerMonth");
    if (!key.matches(KEY)) {
      throw new IllegalArgumentException(
          "'%s' is no key's name, expected letters, digits, _ and -".formatted(key));
    }
  }

  /**
   * Reads several, with commas between them.
   *
   * @throws IllegalArgumentException saying what is wrong with which
   */
  public static List<KeyGrant> list(String text) {
    List<KeyGrant> grants = new ArrayList<>();
    Set<String> keys = new HashSet<>();
    for (String one : text.split(",", -1)) {
      KeyGrant grant = of(one.strip());
      if (!keys.add(grant.key)) {
        throw new IllegalArgumentException("'" + grant.key + "' is named twice");
      }
      grants.add(grant);
    }
    return List.copyOf(grants);
  }

  /** Whether it says anything of its own. */
  public boolean limited() {
    return tokensPerDay.isPresent() || tokensPerMonth.isPresent();
  }

  /** The same limits, of another key; as {@link #list} reads it, whatever the key is. */
  public String written(String otherKey) {
    List<String> limits = new ArrayList<>();
    tokensPerDay.ifPresent(tokens -> limits.add(tokens + "/day"));
    tokensPerMonth.ifPresent(tokens -> limits.add(tokens + "/month"));
    return limits.isEmpty() ? otherKey : otherKey + ':' + String.join("+", limits);
  }

  private static KeyGrant of(String text) {
    int colon = text.indexOf(':');
    if (colon < 0) {
      return new KeyGrant(text, OptionalLong.empty(), OptionalLong.empty());
    }
    OptionalLong day = OptionalLong.empty();
    OptionalLong month = OptionalLong.empty();
    for (String limit : text.substring(colon + 1).split("\\+", -1)) {
      if (limit.endsWith("/day") && day.isEmpty()) {
        day = tokens(text, limit.substring(0, limit.length() - "/day".length()));
      } else if (limit.endsWith("/month") && month.isEmpty()) {
        month = tokens(text, limit.substring(0, limit.length() - "/month".length()));
      } else {
        throw wrong(text);
      }
    }
    return new KeyGrant(text.substring(0, colon), day, month);
  }

  private static OptionalLong tokens(String text, String number) {
    if (!number.matches("[0-9]{1,13}")) {
      throw wrong(text);
    }
    long tokens = Long.parseLong(number);
    if (tokens < 1 || tokens > MOST_TOKENS) {
      throw new IllegalArgumentException(
          "'%s' allows %d tokens, expected 1 to %d".formatted(text, tokens, MOST_TOKENS));
    }
    return OptionalLong.of(tokens);
  }

  private static IllegalArgumentException wrong(String text) {
    return new IllegalArgumentException("'" + text + "' is not understood, " + FORM);
  }
}

package io.github.slmsagemaker.local.frontdoor;

import java.util.Objects;
import java.util.regex.Pattern;

/**
 * A key that opens, and what it is called: budgets are kept by that, and the request context tells
 * it as API Gateway tells the ids of keys.
 *
 * @param id its name; never the key
 * @param key what is presented
 */
public record DoorKey(String id, ApiKey key) {
  /** The only key's, unless keys are named. */
  public static final String UNNAMED = "localkey00";

  private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,128}");

  public DoorKey {
    Objects.requireNonNull(key, "key");
    if (!ID.matcher(id).matches()) {
      throw new IllegalArgumentException(
          "'%s' is no key's name, expected letters, digits, _ and -".formatted(id));
    }
  }
}

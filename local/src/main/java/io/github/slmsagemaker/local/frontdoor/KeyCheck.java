package io.github.slmsagemaker.local.frontdoor;

import io.github.slmsagemaker.core.failure.Failure;
import io.github.slmsagemaker.http.Headers;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Opens for {@code Authorization: Bearer KEY} or {@code x-api-key: KEY}; where a request presents
 * several keys, all must be the right one. Decides as the deployed authorizer does, which shares
 * the table of cases in its tests.
 */
final class KeyCheck {
  private static final String AUTHORIZATION = "authorization";
  private static final String API_KEY = "x-api-key";

  /** Schemes compare without case (RFC 9110, 11.1). */
  private static final Pattern BEARER = Pattern.compile("(?i)bearer +(\\S+)");

  private final ApiKey key;

  KeyCheck(ApiKey key) {
    this.key = key;
  }

  /**
   * Returns where the request may pass.
   *
   * @throws Failure.InvalidKey otherwise; it quotes nothing of what was presented
   */
  void check(Headers headers) {
    List<String> presented = presented(headers);
    if (presented.isEmpty()) {
      throw new Failure.InvalidKey(
          "no API key; send it as `Authorization: Bearer KEY` or as `x-api-key: KEY`");
    }
    boolean right = true;
    for (String candidate : presented) {
      right &= key.matches(candidate);
    }
    if (!right) {
      throw new Failure.InvalidKey(
          presented.size() == 1
              ? "the API key is wrong; use the one that was printed at the start"
              : "the API keys of this request are not all right; send one, in one header");
    }
  }

  /** Takes the key out of the headers: nobody behind the door needs it. */
  static Headers without(Headers headers) {
    return headers.without(AUTHORIZATION).without(API_KEY);
  }

  private static List<String> presented(Headers headers) {
    List<String> keys = new ArrayList<>();
    headers.all(AUTHORIZATION).forEach(value -> keys.add(bearer(value)));
    headers.all(API_KEY).forEach(value -> keys.add(value.strip()));
    return keys;
  }

  /** Of another scheme, or of several words, nothing is a key. */
  private static String bearer(String value) {
    Matcher bearer = BEARER.matcher(value.strip());
    return bearer.matches() ? bearer.group(1) : "";
  }
}

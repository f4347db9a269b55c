package io.github.slmsagemaker.testkit.keys;

import java.util.List;

/** Headers of a request, and whether they open the door. */
public enum KeyCase {
  BEARER(true, "Authorization: Bearer KEY"),
  X_API_KEY(true, "x-api-key: KEY"),
  NAME_IN_CAPITALS(true, "X-API-@: KEY"),
  NAME_IN_SMALL_LETTERS(true, "authorization: Bearer KEY"),
  SCHEME_IN_ANY_CASE(true, "Authorization: bEARER KEY"),
  SEVERAL_BLANKS(true, "Authorization: Bearer   KEY"),
  BLANKS_AROUND(true, "x-api-key:   KEY  "),
  SAME_KEY_TWICE(true, "x-api-key: KEY", "x-api-key: KEY"),
  SAME_BEARER_TWICE(true, "Authorization: Bearer KEY", "Authorization: Bearer KEY"),
  BOTH_HEADERS_ONE_KEY(true, "Authorization: Bearer KEY", "x-api-key: KEY"),
  NO_HEADER_OF_A_KEY(false, "Accept: */*"),
  NOTHING_AT_ALL(false),
  NO_VALUE(false, "x-api-key: "),
  BEARER_WITHOUT_A_KEY(false, "Authorization: Bearer "),
  BEARER_ALONE(false, "Authorization: Bearer"),
  NO_SCHEME(false, "Authorization: KEY"),
  ANOTHER_SCHEME(false, "Authorization: Basic KEY"),
  ANOTHER_SCHEME_BESIDE_A_KEY(false, "Authorization: Basic KEY", "x-api-key: KEY"),
  NO_SCHEME_BESIDE_A_KEY(false, "Authorization: KEY", "x-api-key: KEY"),
  EMPTY_AUTHORIZATION_BESIDE_A_KEY(false, "Authorization: ", "x-api-key: KEY"),
  EMPTY_KEY_BESIDE_A_BEARER(false, "Authorization: Bearer KEY", "x-api-key: "),
  ANOTHER_SCHEME_BESIDE_A_BEARER(false, "Authorization: Bearer KEY", "Authorization: Basic KEY"),
  TAB_AFTER_THE_SCHEME(false, "Authorization: Bearer\tKEY"),
  TAB_BEFORE_THE_KEY(false, "Authorization: Bearer \tKEY"),
  TWO_WORDS(false, "Authorization: Bearer KEY KEY"),
  BOTH_HEADERS_TWO_KEYS(false, "Authorization: Bearer KEY", "x-api-key: OTHER"),
  ONE_HEADER_TWO_KEYS(false, "x-api-key: KEY", "x-api-key: OTHER"),
  TWO_SPELLINGS_TWO_KEYS(false, "x-api-key: KEY", "X-Api-Key: OTHER"),
  A_CHARACTER_THAT_NO_KEY_HAS(false, "x-api-key: KEY\u00e9");

  private static final String OTHER = "otherOtherOtherOther0123456789";

  private final boolean opens;
  private final String lines;

  KeyCase(boolean opens, String... headers) {
    this.opens = opens;
    this.lines = String.join("\n", headers);
  }

  /** Whether a request with these headers may pass. */
  public boolean opens() {
    return opens;
  }

  /** Lines such as {@code x-api-key: KEY}, with that key. */
  public List<String> headers(String key) {
    return lines
        .lines()
        .map(line -> line.replace("KEY", key).replace("@", "KEY").replace("OTHER", OTHER))
        .toList();
  }
}

package io.github.slmsagemaker.deployment.reader;

import java.util.List;

/** Ways in, as {@code auth} names them. */
enum Auth {
  API_KEY("api-key"),
  IAM("iam"),
  COGNITO("cognito"),
  JWT("jwt");

  private final String word;

  Auth(String word) {
    this.word = word;
  }

  String word() {
    return word;
  }

  /** The keys that belong to it alone. */
  List<Key> keys() {
    return switch (this) {
      case API_KEY -> List.of(Key.KEYS, Key.QUOTA_LIMIT, Key.QUOTA_PERIOD);
      case IAM -> List.of();
      case COGNITO -> List.of(Key.USER_POOL, Key.SCOPES);
      case JWT -> List.of(Key.JWT_ISSUER, Key.JWT_AUDIENCE, Key.JWT_KEYS);
    };
  }
}

package io.github.slmsagemaker.local.frontdoor;

import io.github.slmsagemaker.authorizer.jwt.TokenSettings;
import java.util.List;
import java.util.Objects;

/** What lets a request in. */
public sealed interface Admission {

  /** One of these keys, each with a plan of its own; the first is who starts the door's. */
  record Keys(List<DoorKey> keys) implements Admission {
    public Keys {
      keys = List.copyOf(keys);
      if (keys.isEmpty()) {
        throw new IllegalArgumentException("there is no key, expected at least one");
      }
    }

    /** The only key. */
    public static Keys of(ApiKey key) {
      return new Keys(List.of(new DoorKey(DoorKey.UNNAMED, key)));
    }

    /** The key of who starts the door. */
    public ApiKey first() {
      return keys.getFirst().key();
    }
  }

  /** A token of an issuer; one plan for all, as a stage's throttling is. */
  record Tokens(TokenSettings settings) implements Admission {
    public Tokens {
      Objects.requireNonNull(settings, "settings");
    }
  }
}

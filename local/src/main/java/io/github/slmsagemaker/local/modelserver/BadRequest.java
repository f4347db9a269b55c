package io.github.slmsagemaker.local.modelserver;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A request that breaks its contract; the message names the field. */
final class BadRequest extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final @Nullable String field;

  BadRequest(String message) {
    this(message, null);
  }

  /** For contracts that name the field beside the message. */
  BadRequest(String message, @Nullable String field) {
    super(message);
    this.field = field;
  }

  Optional<String> field() {
    return Optional.ofNullable(field);
  }
}

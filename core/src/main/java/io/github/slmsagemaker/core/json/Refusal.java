package io.github.slmsagemaker.core.json;

import io.github.slmsagemaker.core.failure.Failure.BadRequest;
import java.util.Optional;

/** Refused requests, with the words that OpenAI's API has for the reasons. */
public final class Refusal {
  static final String INVALID_TYPE = "invalid_type";
  public static final String INVALID_VALUE = "invalid_value";
  public static final String MISSING = "missing_required_parameter";
  static final String UNKNOWN = "unknown_parameter";
  public static final String UNSUPPORTED_PARAMETER = "unsupported_parameter";
  static final String UNSUPPORTED_VALUE = "unsupported_value";

  private Refusal() {}

  /** The body as a whole is at fault. */
  static BadRequest body(String message) {
    return new BadRequest(Optional.empty(), Optional.empty(), message);
  }

  /** A field is at fault; {@code problem} goes on where its path ends. */
  public static BadRequest field(String path, String code, String problem) {
    String shown = Shown.path(path);
    return new BadRequest(Optional.of(shown), Optional.of(code), shown + " " + problem);
  }
}

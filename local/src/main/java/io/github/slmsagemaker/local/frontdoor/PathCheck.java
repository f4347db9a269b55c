package io.github.slmsagemaker.local.frontdoor;

import io.github.slmsagemaker.core.failure.Failure;
import java.util.regex.Pattern;

/**
 * Refuses paths that two servers could read in two ways. Everything else, a doubled {@code /v1}, a
 * slash at the end or one inside a model's name ({@code %2F}) included, is the invoker's to read.
 */
final class PathCheck {
  private static final String SLASH = "[/\\\\]|%2f|%5c";

  /** A segment of one or two dots, however written, or a control character. */
  private static final Pattern AMBIGUOUS =
      Pattern.compile(
          "(?i)(%s)(\\.|%%2e){1,2}(?=%s|$)|%%[01][0-9a-f]|%%7f".formatted(SLASH, SLASH));

  private PathCheck() {}

  static void check(String path) {
    if (AMBIGUOUS.matcher(path).find()) {
      throw new Failure.RouteNotFound();
    }
  }
}

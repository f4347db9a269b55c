package io.github.slmsagemaker.core.route;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/** The open end of a path: any name, unless servers could read it in two ways. */
final class PathParameter {
  private static final Set<String> AMBIGUOUS = Set.of("", ".", "..");

  private PathParameter() {}

  /** What was meant; empty for what no name can be. */
  static Optional<String> read(String sent) {
    return decoded(sent).filter(PathParameter::isName);
  }

  private static Optional<String> decoded(String sent) {
    try {
      // To a path a plus sign is a plus sign; only forms write a blank that way.
      return Optional.of(URLDecoder.decode(sent.replace("+", "%2B"), StandardCharsets.UTF_8));
    } catch (IllegalArgumentException brokenEscape) {
      return Optional.empty();
    }
  }

  private static boolean isName(String text) {
    return Arrays.stream(text.split("[/\\\\]", -1)).noneMatch(AMBIGUOUS::contains)
        && text.chars().noneMatch(Character::isISOControl);
  }
}

package io.github.slmsagemaker.local.models;

import io.github.slmsagemaker.local.startup.StartFailure;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The one sentence about a file that cannot be had: what is wrong, and every next step there is.
 */
final class Unobtainable {
  private static final String BY_HAND =
      "bring the file here by other means and pass --model FILE.gguf";

  private Unobtainable() {}

  /**
   * @param steps each a command without "or", the likeliest first; bringing the file by hand is
   *     always the last
   */
  static StartFailure because(@Nullable Throwable cause, String what, String... steps) {
    String sentence =
        what
            + "; "
            + Stream.concat(Stream.of(steps), Stream.of(BY_HAND))
                .collect(Collectors.joining(", or "));
    return cause == null ? new StartFailure(sentence) : new StartFailure(sentence, cause);
  }
}

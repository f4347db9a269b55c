package io.github.slmsagemaker.core.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.slmsagemaker.core.pattern.EcmaPattern;
import io.github.slmsagemaker.core.pattern.Effort;
import io.github.slmsagemaker.core.pattern.PatternFlaw;

/**
 * Any pattern, which is the first line, is refused with a reason or searches any text, which is the
 * rest, in steps that states and characters bound.
 */
public final class EcmaPatternFuzz {
  private EcmaPatternFuzz() {}

  /** Compiles one pattern and searches one text with it, and with a little more of it. */
  public static void fuzzerTestOneInput(byte[] input) {
    String[] lines = new String(input, UTF_8).split("\n", 2);
    String text = lines.length > 1 ? lines[1] : "";
    try {
      EcmaPattern pattern = EcmaPattern.compile(lines[0]);
      Effort effort = new Effort(6L * (pattern.states() + 1) * (text.length() + 2));
      boolean found = pattern.foundIn(text, effort);

      assertThat(effort.exhausted()).as("steps").isFalse();
      assertThat(EcmaPattern.compile("(?:" + lines[0] + ")").foundIn(text, new Effort(1L << 40)))
          .as("in a group")
          .isEqualTo(found);
    } catch (PatternFlaw flaw) {
      assertThat(flaw.reason()).isNotBlank();
    }
  }
}

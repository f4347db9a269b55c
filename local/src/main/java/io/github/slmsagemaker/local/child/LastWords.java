package io.github.slmsagemaker.local.child;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The end of what a llama-server says. While it loads that is everything; once it serves, only what
 * tells of its own failure, since it also repeats clients' grammars. What comes after a failed
 * assertion is the way there, in addresses.
 */
final class LastWords {
  private static final int LINES = 8;
  private static final int LONGEST = 300;
  private static final Pattern OWN_FAILURE =
      Pattern.compile("GGML_ASSERT|GGML_ABORT|CUDA error|out of memory");

  private final Deque<String> lines = new ArrayDeque<>();
  private boolean serving;
  private boolean failed;

  synchronized void add(String line) {
    boolean failure = OWN_FAILURE.matcher(line).find();
    if (line.isBlank() || failed || (serving && !failure)) {
      return;
    }
    failed = failure;
    lines.add(line.substring(0, Math.min(line.length(), LONGEST)).strip());
    if (lines.size() > LINES) {
      lines.remove();
    }
  }

  /** From now on it answers clients; what it said so far is of no interest any more. */
  synchronized void serves() {
    serving = true;
    lines.clear();
  }

  synchronized List<String> lines() {
    return List.copyOf(lines);
  }
}

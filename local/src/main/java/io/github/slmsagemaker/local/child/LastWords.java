package io.github.slmsagemaker.local.child;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The end of what a llama-server says. While it loads that is everything; once it serves, only what
 * tells of its own failure, since it also repeats clients' grammars.
 */
final class LastWords {
  private static final int LINES = 8;
  private static final int LONGEST = 300;
  private static final Pattern OWN_FAILURE =
      Pattern.compile("GGML_ASSERT|GGML_ABORT|^ggml_|CUDA error|out of memory");

  private final Deque<String> lines = new ArrayDeque<>();
  private boolean serving;

  synchronized void add(String line) {
    if (line.isBlank() || (serving && !OWN_FAILURE.matcher(line).find())) {
      return;
    }
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

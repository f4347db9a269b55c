package io.github.slmsagemaker.cli.terminal;

import io.github.slmsagemaker.local.models.Progress;
import java.io.PrintWriter;
import java.util.Map;

/**
 * What a command sees of the process it runs in.
 *
 * @param out what a shell evaluates
 * @param err what a person reads
 * @param progress tells how far a long start is, on standard error
 * @param environment the variables of the process; it may hold a key, so it is never printed
 * @param screen whether a person sees {@code out} on a terminal
 * @param attended whether a person sees {@code err} on a terminal
 */
public record Terminal(
    PrintWriter out,
    PrintWriter err,
    Progress progress,
    Map<String, String> environment,
    boolean screen,
    boolean attended) {
  public Terminal {
    environment = Map.copyOf(environment);
  }

  /** One whose output goes to files or programs. */
  public Terminal(
      PrintWriter out, PrintWriter err, Progress progress, Map<String, String> environment) {
    this(out, err, progress, environment, false, false);
  }

  /** Tells a person something, in a line of its own. */
  public void say(String line) {
    err.println("slm: " + line);
    err.flush();
  }

  /** Whether the person asked for plain text (no-color.org: present and not empty). */
  public boolean plain() {
    return !environment.getOrDefault("NO_COLOR", "").isEmpty();
  }

  @Override
  public String toString() {
    return "Terminal[]";
  }
}

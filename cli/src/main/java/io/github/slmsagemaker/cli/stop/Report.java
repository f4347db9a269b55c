package io.github.slmsagemaker.cli.stop;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Which parts run.
 *
 * @param lines a line for each part
 */
public record Report(List<Line> lines) {
  private static final String STOPPED = Brake.State.STOPPED.word();
  private static final String RUNNING = Brake.State.RUNNING.word();

  public Report {
    lines = List.copyOf(lines);
  }

  /** Whether all is stopped. */
  public boolean stopped() {
    return !lines.isEmpty() && lines.stream().allMatch(line -> line.state().equals(STOPPED));
  }

  /** Whether all runs. */
  public boolean running() {
    return !lines.isEmpty() && lines.stream().allMatch(line -> line.state().equals(RUNNING));
  }

  /**
   * Whether a stop was asked for: somebody has begun one, or a deployment has undone half of it.
   */
  public boolean stopWanted() {
    return lines.stream().anyMatch(line -> line.state().equals(STOPPED));
  }

  /** All together, in a word. */
  public String state() {
    return stopped() ? STOPPED : running() ? RUNNING : "partly stopped";
  }

  /** A line for each part. */
  public String text() {
    return lines.stream()
        .map(line -> "%-8s %s: %s%n".formatted(line.state(), line.part(), line.detail()))
        .collect(Collectors.joining());
  }

  /** For a program. */
  public Map<String, Object> json() {
    List<Map<String, Object>> parts = new ArrayList<>();
    for (Line line : lines) {
      Map<String, Object> part = new LinkedHashMap<>();
      part.put("part", line.part());
      part.put("state", line.state());
      part.put("changed", line.changed());
      part.put("detail", line.detail());
      parts.add(part);
    }
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("state", state());
    all.put("parts", parts);
    return all;
  }

  /**
   * A part.
   *
   * @param part which
   * @param state in a word
   * @param changed whether it was otherwise before
   * @param detail in figures, or why it is not known
   */
  public record Line(String part, String state, boolean changed, String detail) {
    static Line failed(String part, String why) {
      return new Line(part, "unknown", false, why);
    }
  }
}

package io.github.slmsagemaker.deployment.reader;

import java.util.List;

/** Settings that make no deployment; says everything that is wrong with them at once. */
public final class InvalidSettings extends RuntimeException {
  private final transient List<String> problems;

  /** One sentence for each problem. */
  public InvalidSettings(List<String> problems) {
    super(
        "the context has %d %s:\n  - %s"
            .formatted(
                problems.size(),
                problems.size() == 1 ? "problem" : "problems",
                String.join("\n  - ", problems)));
    this.problems = List.copyOf(problems);
  }

  /** One sentence for each. */
  public List<String> problems() {
    return problems;
  }
}

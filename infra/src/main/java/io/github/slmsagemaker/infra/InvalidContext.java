package io.github.slmsagemaker.infra;

import java.util.List;

/** Context that makes no deployment; says everything that is wrong with it at once. */
public final class InvalidContext extends RuntimeException {
  private final transient List<String> problems;

  /** One sentence for each problem. */
  public InvalidContext(List<String> problems) {
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

package io.github.slmsagemaker.testkit.pages;

import java.util.List;
import java.util.stream.Collectors;

/** The Markdown table of environment variables, as pages show it. */
public final class VariableTable {
  private static final String HEADER =
      "| variable | meaning | values | default |\n|---|---|---|---|\n";

  private VariableTable() {}

  /** A variable; all but its name is Markdown. */
  public record Row(String name, String meaning, String values, String usual) {}

  public static String of(List<Row> rows) {
    return rows.stream()
        .map(
            row ->
                "| `%s` | %s | %s | %s |\n"
                    .formatted(row.name(), row.meaning(), row.values(), row.usual()))
        .collect(Collectors.joining("", HEADER, ""));
  }
}

package io.github.slmsagemaker.cli.plan;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** In which form {@code slm plan} answers. */
final class OutputOptions {
  @Option(
      names = "--chart",
      paramLabel = "FILE.svg",
      arity = "0..1",
      fallbackValue = "",
      description = {
        "Draw what a month costs against requests a day, beside Bedrock where its price is known:",
        "into a file, or on the terminal where none is named."
      })
  private @Nullable String chart;

  @Option(names = "--json", description = "Print JSON, as docs/capacity.md describes it.")
  private boolean json;

  boolean json() {
    return json;
  }

  /**
   * Where a chart is wanted: a file's name, or an empty one for the terminal.
   *
   * @throws IllegalArgumentException where it cannot be drawn
   */
  Optional<String> chart(boolean ofEveryModel) {
    if (chart != null && ofEveryModel) {
      throw new IllegalArgumentException("--chart draws one model; leave out --model all");
    }
    if (chart != null && chart.isEmpty() && json) {
      throw new IllegalArgumentException("--chart needs a FILE.svg beside --json");
    }
    return Optional.ofNullable(chart);
  }
}

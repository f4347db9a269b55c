package io.github.slmsagemaker.cli.cloud;

import io.github.slmsagemaker.cli.cdk.CdkJson;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The option {@code -c KEY=VALUE} of everything that is about one deployment. */
final class ContextOption {
  @Option(
      names = {"-c", "--context"},
      paramLabel = "KEY=VALUE",
      description = {
        "A setting of the deployment, such as lane=gpu; may be repeated.",
        "The settings are listed in docs/settings.md."
      })
  private List<String> pairs = new ArrayList<>();

  /**
   * The pairs as they were written.
   *
   * @throws ParameterException if one is no pair; it quotes no value
   */
  List<String> pairs(CommandLine at) {
    for (String pair : pairs) {
      if (pair.indexOf('=') < 1) {
        throw new ParameterException(
            at, "-c wants KEY=VALUE, such as -c lane=gpu, not '" + pair + "'");
      }
    }
    return List.copyOf(pairs);
  }

  /** The same by key, above what {@code cdk.json} has; the last one counts, as for the CDK. */
  Map<String, String> values(CommandLine at, Path home) {
    Map<String, String> values = new LinkedHashMap<>(CdkJson.context(home));
    for (String pair : pairs(at)) {
      int equals = pair.indexOf('=');
      values.put(pair.substring(0, equals), pair.substring(equals + 1));
    }
    return values;
  }
}

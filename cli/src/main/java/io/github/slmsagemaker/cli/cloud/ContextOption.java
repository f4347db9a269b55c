package io.github.slmsagemaker.cli.cloud;

import io.github.slmsagemaker.cli.cdk.CdkJson;
import java.nio.file.Path;
import io.github.slmsagemaker.deployment.reader.Key;
import java.io.File;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The option {@code -c KEY=VALUE} of everything that is about one deployment. */
final class ContextOption {
  private static final String FILE = Key.PROMPT_FILE.word();

  @Option(
      names = {"-c", "--context"},
      paramLabel = "KEY=VALUE",
      description = {
        "A setting of the deployment, such as lane=gpu; may be repeated.",
        "The settings are listed in docs/settings.md."
      })
  private List<String> pairs = new ArrayList<>();

  /**
   * The pairs as they were written, but for a file's name, which the CDK would look for in the
   * clone's folder instead of this one.
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
    return pairs.stream().map(ContextOption::fromHere).toList();
  }

  /** The same by key, above what {@code cdk.json} has; the last one counts, as for the CDK. */
  Map<String, String> values(CommandLine at, Path home) {
    Map<String, String> values = new LinkedHashMap<>(CdkJson.context(home));
    values.computeIfPresent(FILE, (_, file) -> in(home.toFile(), file));
    for (String pair : pairs(at)) {
      int equals = pair.indexOf('=');
      values.put(pair.substring(0, equals), pair.substring(equals + 1));
    }
    return values;
  }

  private static String fromHere(String pair) {
    String file = FILE + "=";
    return pair.startsWith(file) && pair.length() > file.length()
        ? file + in(new File("").getAbsoluteFile(), pair.substring(file.length()))
        : pair;
  }

  private static String in(File folder, String file) {
    return new File(file).isAbsolute() ? file : new File(folder, file).getPath();
  }
}

package io.github.slmsagemaker.cli.account;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.slmsagemaker.cli.Slm;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The command line as a process of its own: the SDK reads its settings from the environment. */
final class AwsProcess {
  private static final int PATIENCE_SECONDS = 120;

  private final Map<String, String> environment;
  private final Path folder;

  private AwsProcess(Map<String, String> environment, Path folder) {
    this.environment = environment;
    this.folder = folder;
  }

  /** One whose AWS is at this address. */
  static AwsProcess at(URI address, Path folder) {
    return new AwsProcess(
        Map.of(
            "AWS_ENDPOINT_URL", address.toString(),
            "AWS_REGION", "eu-west-1",
            "AWS_ACCESS_KEY_ID", "stand-in",
            "AWS_SECRET_ACCESS_KEY", "stand-in"),
        folder);
  }

  /** One that knows no account. */
  static AwsProcess withoutCredentials(Path folder) {
    return new AwsProcess(Map.of("AWS_REGION", "eu-west-1"), folder);
  }

  /** Starts it; what it prints is found in the folder, as {@code out} and {@code err}. */
  Process begin(String... arguments) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Duser.home=" + folder,
                "-cp",
                System.getProperty("java.class.path"),
                Slm.class.getName()));
    command.addAll(List.of(arguments));
    Path out = folder.resolve("out");
    Path err = folder.resolve("err");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("AWS_"));
    builder.environment().put("AWS_EC2_METADATA_DISABLED", "true");
    builder.environment().put("HOME", folder.toString());
    builder.environment().putAll(environment);
    Process process = builder.start();
    process.getOutputStream().close();
    return process;
  }

  Run slm(String... arguments) throws IOException, InterruptedException {
    Process process = begin(arguments);
    try {
      assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).as("it ends").isTrue();
      return new Run(
          process.exitValue(),
          Files.readString(folder.resolve("out"), UTF_8),
          Files.readString(folder.resolve("err"), UTF_8));
    } finally {
      process.destroyForcibly();
    }
  }

  /**
   * How it ended.
   *
   * @param code exit code
   * @param out standard output
   * @param err standard error
   */
  record Run(int code, String out, String err) {}
}

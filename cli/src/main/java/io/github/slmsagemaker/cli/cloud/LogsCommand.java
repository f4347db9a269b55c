package io.github.slmsagemaker.cli.cloud;

import io.github.slmsagemaker.cli.account.AccountFailure;
import io.github.slmsagemaker.cli.explain.Evidence;
import io.github.slmsagemaker.cli.explain.Logs;
import io.github.slmsagemaker.cli.terminal.ExitCode;
import io.github.slmsagemaker.cli.terminal.Terminal;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code slm logs}: what the parts of a deployment wrote. */
@Command(
    name = "logs",
    mixinStandardHelpOptions = true,
    description =
        "Prints the last lines that the image's build, the container and the invoker wrote, also"
            + " those of a deployment that failed or is gone, as far as they are still there.")
public final class LogsCommand implements Callable<Integer> {
  private final Terminal terminal;
  private final Cloud cloud;

  @Parameters(
      arity = "0..1",
      paramLabel = "PART",
      description = "Only this one: build, container or invoker.")
  private @Nullable String part;

  @Option(
      names = {"-f", "--follow"},
      description = "Go on with what is written, until Ctrl-C.")
  private boolean follow;

  @Option(
      names = {"-n", "--lines"},
      paramLabel = "N",
      defaultValue = "20",
      description = "How many of each; default ${DEFAULT-VALUE}.")
  private int lines;

  public LogsCommand(Terminal terminal, Cloud cloud) {
    this.terminal = terminal;
    this.cloud = cloud;
  }

  @Override
  public Integer call() {
    Logs logs = new Logs(cloud.services().get(), cloud.deployed());
    List<String> parts = chosen(logs);
    Map<String, Instant> seen = new HashMap<>();
    for (String name : parts) {
      show(logs.tail(name, Math.clamp(lines, 1, 10_000)), seen);
    }
    if (follow) {
      follow(logs, parts, seen);
    }
    return ExitCode.OK;
  }

  private List<String> chosen(Logs logs) {
    if (part == null) {
      return logs.parts();
    }
    if (!logs.parts().contains(part)) {
      throw new AccountFailure(
          "there is no log of '%s'; there is: %s".formatted(part, String.join(", ", logs.parts())));
    }
    return List.of(part);
  }

  /** A signal ends the process here, which is how this is meant to end. */
  private void follow(Logs logs, List<String> parts, Map<String, Instant> seen) {
    Thread end = Thread.ofPlatform().unstarted(() -> Runtime.getRuntime().halt(ExitCode.OK));
    Runtime.getRuntime().addShutdownHook(end);
    Instant start = Instant.now();
    try {
      while (!Thread.currentThread().isInterrupted()) {
        cloud.pause().run();
        for (String name : parts) {
          Instant from = Objects.requireNonNull(seen.getOrDefault(name, start)).plusMillis(1);
          show(logs.since(name, from), seen);
        }
      }
    } finally {
      Runtime.getRuntime().removeShutdownHook(end);
    }
  }

  private void show(List<Evidence> written, Map<String, Instant> seen) {
    for (Evidence line : written) {
      Instant time = line.time().orElse(Instant.EPOCH);
      terminal.out().println("%-9s %s %s".formatted(line.from(), time, line.text()));
      seen.merge(line.from(), time, (a, b) -> a.isAfter(b) ? a : b);
    }
    terminal.out().flush();
  }
}

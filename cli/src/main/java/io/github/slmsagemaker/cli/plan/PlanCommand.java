package io.github.slmsagemaker.cli.plan;

import io.github.slmsagemaker.cli.terminal.ExitCode;
import io.github.slmsagemaker.cli.terminal.Terminal;
import io.github.slmsagemaker.core.catalogue.UnknownNameException;
import io.github.slmsagemaker.deployment.reader.InvalidSettings;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code slm plan}: whether a deployment fits, how fast it will be and what it costs. */
@Command(
    name = "plan",
    mixinStandardHelpOptions = true,
    description =
        "Says before any deployment whether a model fits, how fast it will be and what it costs."
            + " Needs no AWS account. Ends with 0 where it fits (with --lane all: on some lane),"
            + " 1 where not.")
public final class PlanCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private final PlanOptions options = new PlanOptions();

  @Spec private final CommandSpec spec = CommandSpec.create();

  public PlanCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    PlanAnswer answer = answer();
    terminal
        .out()
        .print(options.json() ? new PlanJson(answer).text() : new PlanTable(answer).text());
    terminal.out().flush();
    return answer.fits() ? ExitCode.OK : ExitCode.NO;
  }

  private PlanAnswer answer() {
    try {
      return PlanAnswer.to(options);
    } catch (InvalidSettings senseless) {
      throw new ParameterException(
          spec.commandLine(), String.join("; ", senseless.problems()), senseless);
    } catch (IllegalArgumentException | UnknownNameException senseless) {
      throw new ParameterException(spec.commandLine(), String.valueOf(senseless.getMessage()));
    }
  }
}

package io.github.slmsagemaker.cli.cloud;

import io.github.slmsagemaker.capacity.plan.Fitting;
import io.github.slmsagemaker.cli.doctor.Doctor;
import io.github.slmsagemaker.cli.doctor.Finding;
import io.github.slmsagemaker.cli.doctor.Report;
import io.github.slmsagemaker.cli.terminal.ExitCode;
import io.github.slmsagemaker.cli.terminal.Terminal;
import io.github.slmsagemaker.deployment.DeploymentSettings;
import io.github.slmsagemaker.deployment.reader.Reading;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code slm doctor}: whether a deployment can succeed. */
@Command(
    name = "doctor",
    mixinStandardHelpOptions = true,
    description =
        "Asks this machine and your AWS account what a deployment with these settings would meet,"
            + " and says how to mend it. Changes nothing. Ends with 1 where something would make"
            + " the deployment fail.")
public final class DoctorCommand implements Callable<Integer> {
  private final Terminal terminal;
  private final Cloud cloud;

  @Mixin private final ContextOption context = new ContextOption();

  @Option(names = "--json", description = "For a program to read.")
  private boolean json;

  @Spec private final CommandSpec spec = CommandSpec.create();

  public DoctorCommand(Terminal terminal, Cloud cloud) {
    this.terminal = terminal;
    this.cloud = cloud;
  }

  @Override
  public Integer call() {
    Reading<DeploymentSettings> reading =
        Fitting.read(context.values(spec.commandLine(), cloud.home()));
    List<Finding> findings =
        new ArrayList<>(reading.problems().stream().map(Finding::setting).toList());
    reading
        .value()
        .ifPresent(
            settings ->
                findings.addAll(
                    new Doctor(cloud.programs(), cloud.account().get(), cloud.registry().get())
                        .examine(settings)));
    if (reading.value().isPresent() && cloud.stopWanted()) {
      findings.add(
          Finding.advice(
              "Deployment", "it is stopped, and a deployment leaves it so", "./slm start"));
    }
    Report report = new Report(findings);
    if (json) {
      terminal.out().println(report.json());
    } else {
      terminal.out().print(report.text());
    }
    terminal.out().flush();
    return report.deployable() ? ExitCode.OK : ExitCode.NO;
  }
}

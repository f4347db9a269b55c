package io.github.slmsagemaker.cli.plan;

import io.github.slmsagemaker.capacity.plan.CostCurves;
import io.github.slmsagemaker.cli.account.Account;
import io.github.slmsagemaker.cli.doctor.EndpointCheck;
import io.github.slmsagemaker.cli.doctor.Report;
import io.github.slmsagemaker.cli.terminal.ExitCode;
import io.github.slmsagemaker.cli.terminal.Terminal;
import io.github.slmsagemaker.core.catalogue.UnknownNameException;
import io.github.slmsagemaker.deployment.Deployment;
import io.github.slmsagemaker.deployment.Placement;
import io.github.slmsagemaker.deployment.reader.InvalidSettings;
import io.github.slmsagemaker.local.startup.StartFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
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
            + " Needs no AWS account, except for --endpoint. Ends with 0 where it fits (with --lane all: on some lane),"
            + " 1 where not.")
public final class PlanCommand implements Callable<Integer> {
  private final Terminal terminal;
  private final Supplier<Account> account;

  @Mixin private final PlanOptions options = new PlanOptions();

  @Mixin private final OutputOptions output = new OutputOptions();

  @Spec private final CommandSpec spec = CommandSpec.create();

  public PlanCommand(Terminal terminal, Supplier<Account> account) {
    this.terminal = terminal;
    this.account = account;
  }

  @Override
  public Integer call() {
    Optional<Deployment> there = sensible(options::onEndpoint);
    return there.isPresent() ? seen(there.get()) : planned();
  }

  /** Of somebody else's endpoint only that can be said which it shows of itself. */
  private int seen(Deployment deployment) {
    if (!(deployment.placement() instanceof Placement.OnEndpoint there)) {
      throw new IllegalStateException("no endpoint in " + deployment);
    }
    Report report =
        new Report(new EndpointCheck(account.get()).findings(there, deployment.engine()));
    terminal.out().print(output.json() ? report.json() + "\n" : report.text());
    terminal.out().flush();
    terminal.say("its memory, speed and price are its owner's: nothing is planned of them here");
    return report.deployable() ? ExitCode.OK : ExitCode.NO;
  }

  private int planned() {
    Optional<String> chart = sensible(() -> output.chart(options.everyModel()));
    if (options.everyModel()) {
      return compared();
    }
    PlanAnswer answer = sensible(() -> PlanAnswer.to(options));
    terminal
        .out()
        .print(output.json() ? new PlanJson(answer).text() : new PlanTable(answer).text());
    chart.ifPresent(where -> draw(answer, where));
    terminal.out().flush();
    return answer.fits() ? ExitCode.OK : ExitCode.NO;
  }

  private void draw(PlanAnswer answer, String file) {
    CostCurves curves = CostCurves.of(answer.plans());
    if (file.isEmpty()) {
      terminal.out().print(new ChartText(curves).text());
      return;
    }
    String title =
        "%s: a month of requests of %d tokens with answers of %d"
            .formatted(
                answer.model(), answer.traffic().promptTokens(), answer.traffic().outputTokens());
    try {
      Files.writeString(Path.of(file), new ChartSvg(title, curves).text());
    } catch (IOException | InvalidPathException e) {
      throw new StartFailure(
          "--chart %s cannot be written (%s); name a file in a folder that is there"
              .formatted(file, e.getMessage()),
          e);
    }
  }

  private int compared() {
    List<ModelsAnswer> answers = sensible(() -> ModelsAnswer.to(options));
    if (output.json()) {
      terminal.out().print(ModelsJson.text(answers));
    } else {
      answers.forEach(answer -> terminal.out().print(new ModelsTable(answer).text()));
    }
    terminal.out().flush();
    return answers.stream().anyMatch(ModelsAnswer::fits) ? ExitCode.OK : ExitCode.NO;
  }

  private <T> T sensible(Supplier<T> question) {
    try {
      return question.get();
    } catch (InvalidSettings senseless) {
      throw new ParameterException(
          spec.commandLine(), String.join("; ", senseless.problems()), senseless);
    } catch (IllegalArgumentException | UnknownNameException senseless) {
      throw new ParameterException(spec.commandLine(), String.valueOf(senseless.getMessage()));
    }
  }
}

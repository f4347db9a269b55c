package io.github.slmsagemaker.cli.cloud;

import io.github.slmsagemaker.cli.terminal.ExitCode;
import io.github.slmsagemaker.cli.terminal.Terminal;
import io.github.slmsagemaker.cli.cdk.CdkCommandLine;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code slm synth}: the templates, without an account. */
@Command(
    name = "synth",
    mixinStandardHelpOptions = true,
    description =
        "Writes the CloudFormation templates of a deployment. Settings that make no deployment are"
            + " refused, all at once, with what would. Needs Node, and no AWS account.")
public final class SynthCommand implements Callable<Integer> {
  private final Terminal terminal;
  private final Cloud cloud;

  @Mixin private final ContextOption context = new ContextOption();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "DIR",
      description = "Folder for them. Default: cdk.out in the clone.")
  private Path output = Path.of("");

  @Spec private final CommandSpec spec = CommandSpec.create();

  public SynthCommand(Terminal terminal, Cloud cloud) {
    this.terminal = terminal;
    this.cloud = cloud;
  }

  @Override
  public Integer call() {
    Path folder = output.toString().isEmpty() ? cloud.home().resolve("cdk.out") : output;
    var pairs = context.pairs(spec.commandLine());
    int status =
        new CdkCommandLine(cloud.home(), cloud.processes(), terminal::say).synth(pairs, folder);
    if (status == ExitCode.OK) {
      terminal.say("the templates are in " + folder.toAbsolutePath().normalize());
    }
    return status;
  }
}

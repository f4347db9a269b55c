package io.github.slmsagemaker.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.slmsagemaker.cli.chat.ChatCommand;
import io.github.slmsagemaker.cli.chat.Keyboard;
import io.github.slmsagemaker.cli.cloud.Cloud;
import io.github.slmsagemaker.cli.cloud.DeployCommand;
import io.github.slmsagemaker.cli.cloud.DestroyCommand;
import io.github.slmsagemaker.cli.cloud.DoctorCommand;
import io.github.slmsagemaker.cli.cloud.ExplainCommand;
import io.github.slmsagemaker.cli.cloud.KeyCommand;
import io.github.slmsagemaker.cli.cloud.LogsCommand;
import io.github.slmsagemaker.cli.cloud.StartCommand;
import io.github.slmsagemaker.cli.cloud.StatusCommand;
import io.github.slmsagemaker.cli.cloud.StopCommand;
import io.github.slmsagemaker.cli.cloud.SynthCommand;
import io.github.slmsagemaker.cli.local.LocalCommand;
import io.github.slmsagemaker.cli.login.LoginCommand;
import io.github.slmsagemaker.cli.plan.PlanCommand;
import io.github.slmsagemaker.cli.terminal.ExitCode;
import io.github.slmsagemaker.cli.cloud.KeyboardQuestion;
import io.github.slmsagemaker.cli.terminal.SignalTermination;
import io.github.slmsagemaker.cli.terminal.Terminal;
import io.github.slmsagemaker.cli.terminal.Termination;
import io.github.slmsagemaker.cli.terminal.UsageErrors;
import io.github.slmsagemaker.cli.usage.UsageCommand;
import io.github.slmsagemaker.cli.account.AccountFailure;
import io.github.slmsagemaker.cli.account.AwsAccount;
import io.github.slmsagemaker.cli.account.AwsServices;
import io.github.slmsagemaker.cli.account.AwsStacks;
import io.github.slmsagemaker.cli.account.PublicEcr;
import io.github.slmsagemaker.cli.cdk.CdkFailure;
import io.github.slmsagemaker.cli.cdk.ForegroundProcesses;
import io.github.slmsagemaker.cli.doctor.InstalledPrograms;
import io.github.slmsagemaker.http.proxy.Proxies;
import io.github.slmsagemaker.http.proxy.UnusableProxyException;
import io.github.slmsagemaker.local.LocalStack;
import io.github.slmsagemaker.local.LocalStacks;
import io.github.slmsagemaker.local.models.Progress;
import io.github.slmsagemaker.local.models.ProgressLines;
import io.github.slmsagemaker.local.models.TerminalBar;
import io.github.slmsagemaker.local.startup.StartFailure;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.IVersionProvider;

/** The {@code slm} command. */
@Command(
    name = "slm",
    mixinStandardHelpOptions = true,
    versionProvider = Slm.Version.class,
    synopsisSubcommandLabel = "COMMAND",
    description = "Your own Hermes-3 behind an API key: on this machine, or in your AWS account.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done, or ended by Ctrl-C or SIGTERM",
      "1:the answer is no, or this machine does not allow it; one line says why",
      "2:the options make no sense",
      "70:a defect of slm"
    })
public final class Slm implements Callable<Integer> {
  /** How often something that takes minutes is looked at. */
  private static final Duration POLL = Duration.ofSeconds(5);

  private final Terminal terminal;

  private Slm(Terminal terminal) {
    this.terminal = terminal;
  }

  public static void main(String[] arguments) {
    PrintWriter err = new PrintWriter(System.err, true, UTF_8);
    SignalTermination termination = new SignalTermination(err);
    // First of all: from here on a signal finds somebody who minds it.
    if (arguments.length > 0 && arguments[0].equals("local")) {
      termination.listen(heldSignals());
    }
    int code = ExitCode.INTERNAL;
    try {
      code = execute(arguments, err, termination);
    } finally {
      termination.leave(code);
    }
  }

  private static int execute(String[] arguments, PrintWriter err, Termination termination) {
    Terminal terminal =
        new Terminal(
            new PrintWriter(System.out, true, UTF_8),
            err,
            progress(),
            System.getenv(),
            Boolean.getBoolean("slm.screen"),
            attended());
    LocalStack.Starter starter = new LocalStacks(System.getenv());
    return commandLine(terminal, starter, termination, cloud(terminal), Keyboard.ofProcess())
        .execute(arguments);
  }

  /** The launcher says which signals it held back. */
  private static List<String> heldSignals() {
    String names = System.getProperty("slm.signals", "");
    return names.isEmpty() ? List.of() : List.of(names.split(",", -1));
  }

  /** The launcher says where the clone is. */
  private static Cloud cloud(Terminal terminal) {
    Proxies proxies = new Proxies(terminal.environment());
    return new Cloud(
        Path.of(System.getProperty("slm.home", "")),
        AwsAccount::new,
        AwsStacks::new,
        () -> new AwsServices(proxies),
        () -> new PublicEcr(proxies),
        new ForegroundProcesses(),
        new InstalledPrograms(),
        new KeyboardQuestion(System.in, terminal.err()),
        () -> LockSupport.parkNanos(POLL.toNanos()));
  }

  /** The launcher says which streams are terminals: Java cannot ask. */
  private static boolean attended() {
    return Boolean.getBoolean("slm.terminal");
  }

  private static Progress progress() {
    return attended()
        ? new TerminalBar(System.err)
        : new ProgressLines(line -> System.err.println("slm: " + line), InstantSource.system());
  }

  public static CommandLine commandLine(
      Terminal terminal,
      LocalStack.Starter starter,
      Termination termination,
      Cloud cloud,
      Keyboard keyboard) {
    CommandLine line =
        new CommandLine(new Slm(terminal))
            .addSubcommand(new LocalCommand(terminal, starter, termination, new SecureRandom()))
            .addSubcommand(new ChatCommand(terminal, keyboard))
            .addSubcommand(new PlanCommand(terminal, cloud.account()))
            .addSubcommand(new DoctorCommand(terminal, cloud))
            .addSubcommand(new SynthCommand(terminal, cloud))
            .addSubcommand(new DeployCommand(terminal, cloud))
            .addSubcommand(new KeyCommand(terminal, cloud))
            .addSubcommand(new LoginCommand(terminal, cloud.account()))
            .addSubcommand(
                new UsageCommand(
                    terminal,
                    cloud.account(),
                    LocalStacks.ledgerFile(terminal.environment()),
                    InstantSource.system()))
            .addSubcommand(new StatusCommand(terminal, cloud))
            .addSubcommand(new LogsCommand(terminal, cloud))
            .addSubcommand(new ExplainCommand(terminal, cloud))
            .addSubcommand(new StopCommand(terminal, cloud))
            .addSubcommand(new StartCommand(terminal, cloud))
            .addSubcommand(new DestroyCommand(terminal, cloud));
    Ansi ansi = terminal.plain() ? Ansi.OFF : Ansi.AUTO;
    return line.setOut(terminal.out())
        .setErr(terminal.err())
        .setColorScheme(CommandLine.Help.defaultColorScheme(ansi))
        .setParameterExceptionHandler(new UsageErrors())
        .setExecutionExceptionHandler((failure, at, parsed) -> explain(failure, terminal.err()));
  }

  /** No command: what there is. */
  @Override
  public Integer call() {
    terminal.err().println("slm: a command is missing, such as `slm local`; see slm --help");
    return ExitCode.USAGE;
  }

  private static int explain(Exception exception, PrintWriter err) {
    Optional<String> reason = reason(exception);
    if (reason.isPresent()) {
      err.println("slm: " + reason.get().replace('\n', ' '));
      return ExitCode.NO;
    }
    // Frames only: the message of an unknown exception may quote anything, a key included.
    err.println("slm: internal error, please report it: " + exception.getClass().getName());
    for (StackTraceElement frame : exception.getStackTrace()) {
      err.println("  at " + frame);
    }
    return ExitCode.INTERNAL;
  }

  /** What the person at the keyboard can do something about. */
  private static Optional<String> reason(Exception exception) {
    return switch (exception) {
      case StartFailure failure -> Optional.of(failure.explanation());
      case CdkFailure failure -> Optional.of(failure.explanation());
      case AccountFailure failure -> Optional.of(failure.explanation());
      case UnusableProxyException proxy -> Optional.of(String.valueOf(proxy.getMessage()));
      default -> Optional.empty();
    };
  }

  /** The version that the build wrote into the jar. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      Optional<String> built =
          Optional.ofNullable(Slm.class.getPackage().getImplementationVersion());
      return new String[] {
        "slm %s (Java %d)".formatted(built.orElse("unpackaged"), Runtime.version().feature())
      };
    }
  }
}

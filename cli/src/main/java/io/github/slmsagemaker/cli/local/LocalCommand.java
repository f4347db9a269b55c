package io.github.slmsagemaker.cli.local;

import io.github.slmsagemaker.cli.running.RunningStacks;
import io.github.slmsagemaker.cli.terminal.Terminal;
import io.github.slmsagemaker.cli.terminal.Termination;
import io.github.slmsagemaker.local.LocalSettings;
import io.github.slmsagemaker.local.LocalStack;
import io.github.slmsagemaker.local.frontdoor.Admission;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.random.RandomGenerator;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code slm local}: the whole path on this machine. */
@Command(
    name = "local",
    mixinStandardHelpOptions = true,
    description =
        "Runs the API on this machine, behind a key or token, with a real llama.cpp. When everything answers,"
            + " standard output has two lines for a shell, OPENAI_BASE_URL=... and"
            + " OPENAI_API_KEY=...; everything else goes to standard error. Ctrl-C stops it.")
public final class LocalCommand implements Callable<Integer> {
  /**
   * Stands where a token goes: clients refuse an empty key with words about headers, and the API
   * refuses this one with words about tokens.
   */
  private static final String NO_KEY = "your-token";

  private final Terminal terminal;
  private final LocalStack.Starter starter;
  private final Termination termination;
  private final RandomGenerator random;

  @Mixin private final LocalOptions options = new LocalOptions();

  @Spec private final CommandSpec spec = CommandSpec.create();

  public LocalCommand(
      Terminal terminal,
      LocalStack.Starter starter,
      Termination termination,
      RandomGenerator random) {
    this.terminal = terminal;
    this.starter = starter;
    this.termination = termination;
    this.random = random;
  }

  @Override
  public Integer call() {
    LocalSettings settings = options.settings(spec.commandLine(), terminal.environment(), random);
    LocalStack stack = announced(starter.start(settings, terminal.progress()), settings);
    // First of all: whoever reads the two lines may end the process at once.
    termination.watch(stack);
    boolean opens = terminal.attended() || options.makesKey(terminal.environment());
    Banner banner = new Banner(settings, stack.baseUrl(), stack.model(), stack.engine(), opens);
    terminal.err().print(banner.text());
    terminal.err().flush();
    terminal.out().println("OPENAI_BASE_URL=" + stack.baseUrl());
    terminal.out().println("OPENAI_API_KEY=" + key(settings.admission()).orElse(NO_KEY));
    terminal.out().flush();
    return termination.await();
  }

  private LocalStack announced(LocalStack stack, LocalSettings settings) {
    try {
      RunningStacks running = new RunningStacks(terminal.environment());
      return AnnouncedStack.of(stack, key(settings.admission()).orElse(""), running);
    } catch (IOException unwritable) {
      terminal.say(
          "slm chat will not find this by itself: cannot write " + unwritable.getMessage());
      return stack;
    }
  }

  private static Optional<String> key(Admission admission) {
    return switch (admission) {
      case Admission.Keys keys -> Optional.of(keys.first().value());
      case Admission.Tokens _ -> Optional.empty();
    };
  }
}

package io.github.slmsagemaker.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.slmsagemaker.cli.chat.Keyboard;
import io.github.slmsagemaker.cli.cloud.CloudFixture;
import io.github.slmsagemaker.cli.terminal.Terminal;
import io.github.slmsagemaker.cli.terminal.Termination;
import io.github.slmsagemaker.local.LocalSettings;
import io.github.slmsagemaker.local.LocalStack;
import io.github.slmsagemaker.local.models.Progress;
import io.github.slmsagemaker.local.models.ProgressLines;
import io.github.slmsagemaker.local.startup.StartFailure;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The command with a starter that starts nothing, and what it prints. */
public abstract class CommandStage {
  public static final String KEY = "canary-key-0123456789";

  public final StringWriter out = new StringWriter();
  public final StringWriter err = new StringWriter();
  public final Map<String, String> environment =
      new HashMap<>(Map.of("XDG_STATE_HOME", SlmProcess.STATE));
  public final List<LocalSettings> started = new ArrayList<>();
  final List<LocalStack> watched = new ArrayList<>();
  RuntimeException failure = new StartFailure("not used");
  boolean fails;
  boolean attended;
  public Keyboard keyboard = Pipe.EMPTY;
  private int printedBefore;

  public int run(String... arguments) {
    printedBefore = out.getBuffer().length();
    Terminal terminal =
        new Terminal(
            new PrintWriter(out, true),
            new PrintWriter(err, true),
            new ProgressLines(line -> err.write("slm: " + line + "\n"), InstantSource.system()),
            environment,
            false,
            attended);
    return Slm.commandLine(
            terminal, this::start, new Watching(), new CloudFixture().cloud(), keyboard)
        .execute(arguments);
  }

  private LocalStack start(LocalSettings settings, Progress progress) {
    progress.say("starting");
    if (fails) {
      throw failure;
    }
    started.add(settings);
    return new Answering();
  }

  public static Progress silent() {
    return new ProgressLines(_ -> {}, InstantSource.system());
  }

  /** Ends at once. */
  private final class Watching implements Termination {
    @Override
    public void watch(LocalStack stack) {
      assertThat(out.getBuffer().length()).as("nothing printed yet").isEqualTo(printedBefore);
      watched.add(stack);
    }

    @Override
    public int await() {
      return 0;
    }
  }

  /** Says where it answers. */
  private static final class Answering implements LocalStack {
    @Override
    public URI baseUrl() {
      return URI.create("http://127.0.0.1:4711/v1");
    }

    @Override
    public String model() {
      return "slm-demo";
    }

    @Override
    public String engine() {
      return "an engine of this test";
    }

    @Override
    public void close() {}
  }
}

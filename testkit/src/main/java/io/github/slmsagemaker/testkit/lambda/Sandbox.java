package io.github.slmsagemaker.testkit.lambda;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The sandbox of one instance of a function: its processes, the Runtime API before them, and the
 * end that Lambda makes of both when a function takes too long.
 */
public final class Sandbox implements AutoCloseable {
  private static final Duration LOOK = Duration.ofMillis(50);

  private final Settings settings;
  private final RuntimeApi api;
  private final List<Process> processes = new ArrayList<>();

  private Sandbox(Settings settings, RuntimeApi api) {
    this.settings = settings;
    this.api = api;
  }

  /** Starts the function's processes; they are ready when {@link RuntimeApi#awaitInit} returns. */
  public static Sandbox start(Settings settings) throws IOException {
    Sandbox sandbox = new Sandbox(settings, RuntimeApi.start());
    try {
      for (List<String> command : settings.commands()) {
        sandbox.processes.add(sandbox.process(command));
      }
      return sandbox;
    } catch (IOException e) {
      sandbox.close();
      throw e;
    }
  }

  /** What the processes talk to. */
  public RuntimeApi api() {
    return api;
  }

  /**
   * Waits until the function asks for its first event.
   *
   * @return why it never will; empty where it does
   */
  public Optional<String> awaitInit(Duration patience) throws InterruptedException {
    Optional<String> word = api.awaitInit(LOOK);
    for (long left = patience.dividedBy(LOOK); word.isPresent() && left > 0; left--) {
      if (api.initialised()) {
        return word;
      }
      if (!alive()) {
        return Optional.of("Runtime exited before it asked for an event");
      }
      word = api.awaitInit(LOOK);
    }
    return word;
  }

  /**
   * Sends an event in; the sandbox ends with it where the function has not answered in time.
   *
   * @throws InterruptedException if interrupted while it waits for the beginning of the answer
   */
  public Invocation invoke(byte[] event) throws InterruptedException {
    Invocation invocation = api.invoke(event, settings.timeout());
    Thread.ofVirtual().start(() -> watch(invocation));
    return invocation;
  }

  /** Waits until no process lives, which is soon after a function took too long. */
  public void awaitEnd() {
    processes.forEach(process -> process.onExit().join());
  }

  /** Whether all processes live. */
  public boolean alive() {
    return processes.stream().allMatch(Process::isAlive);
  }

  @Override
  public void close() {
    end();
    api.close();
  }

  private Process process(List<String> command) throws IOException {
    List<String> started = new ArrayList<>(settings.before());
    started.addAll(command);
    ProcessBuilder builder =
        new ProcessBuilder(started).directory(settings.task().toFile()).redirectErrorStream(true);
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(settings.log().toFile()));
    builder.environment().keySet().removeIf(name -> name.startsWith("AWS_"));
    Map<String, String> environment = new HashMap<>(settings.environment());
    environment.put("AWS_LAMBDA_RUNTIME_API", api.address());
    environment.put("LAMBDA_TASK_ROOT", settings.task().toString());
    builder.environment().putAll(environment);
    return builder.start();
  }

  private void watch(Invocation invocation) {
    while (!invocation.over()) {
      Optional<Duration> left = invocation.left(java.time.Instant.now());
      if (left.isEmpty()) {
        // First, since the adapter would report the end of its function as an answer.
        api.abandon("Task timed out after " + settings.timeout().toMillis() / 1e3 + " seconds");
        end();
        return;
      }
      try {
        TimeUnit.MILLISECONDS.sleep(Math.min(20, left.get().toMillis()));
      } catch (InterruptedException interrupted) {
        return;
      }
    }
  }

  private void end() {
    for (Process process : processes) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  /**
   * What a function is.
   *
   * @param task the folder of its package
   * @param commands what is started in it: the runtime, and each extension
   * @param before what each command is started by, such as a limit on processors; empty for nothing
   * @param environment its variables
   * @param timeout what it may take for an event
   * @param log where its words go
   */
  public record Settings(
      Path task,
      List<List<String>> commands,
      List<String> before,
      Map<String, String> environment,
      Duration timeout,
      Path log) {
    public Settings {
      commands = commands.stream().map(List::copyOf).toList();
      before = List.copyOf(before);
      environment = Map.copyOf(environment);
      if (!Files.isDirectory(task)) {
        throw new IllegalArgumentException("no folder " + task);
      }
    }
  }
}

package io.github.slmsagemaker.local.child;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A process that ends when this one does, however this one ends. No function of the operating
 * system does that on Linux and macOS alike, so a shell stands between: it holds the reading end of
 * a pipe whose writing end only this process has, and kills the child when the pipe ends, which the
 * kernel sees to even where this process is killed. The child has a process group of its own, so
 * that Ctrl-C at the terminal is this process's alone and running answers may end.
 */
final class Leash {
  /**
   * Arguments: the socket file, then the command. Descriptor 3 is the pipe. The child has nothing
   * to save and may not listen to gentler signals while it loads, so it is killed, and with it what
   * it may have started: its group.
   */
  private static final String SHELL =
      """
      trap '' HUP INT QUIT TERM
      socket=$1
      shift
      exec 3<&0 </dev/null
      set -m
      "$@" 2>&1 3<&- &
      child=$!
      set +m
      { read -r _ <&3; kill -9 -- "-$child"; } >/dev/null &
      guard=$!
      wait "$child"
      status=$?
      kill -9 "$guard" -- "-$child"
      rm -f "$socket"
      rmdir "${socket%/*}"
      exit "$status"
      """;

  /** What the engine would read as settings beside its arguments, and keys that are not its. */
  private static final List<String> WITHHELD = List.of("LLAMA_ARG_", "LLAMA_API_KEY", "SLM_");

  private final Process shell;

  private Leash(Process shell) {
    this.shell = shell;
  }

  /**
   * Starts it.
   *
   * @param socket a file in a folder of its own; both are removed when the child has ended
   * @throws IOException where there is no shell
   */
  static Leash start(List<String> command, Path socket) throws IOException {
    List<String> words = new ArrayList<>(List.of("bash", "-c", SHELL, "slm", socket.toString()));
    words.addAll(command);
    ProcessBuilder builder = new ProcessBuilder(words).redirectError(Redirect.DISCARD);
    withhold(builder.environment());
    return new Leash(builder.start());
  }

  /** What it says, line by line, until it has ended. */
  Stream<String> lines() {
    return shell.inputReader().lines();
  }

  boolean isAlive() {
    return shell.isAlive();
  }

  /** Waits for its end: its exit code, or 128 and the number of the signal that ended it. */
  int await() throws InterruptedException {
    return shell.waitFor();
  }

  /** Ends it, whatever it does, and returns when it has ended. */
  void end() {
    try {
      shell.getOutputStream().close();
    } catch (IOException ended) {
      // That it has ended is all that was wanted.
    }
    shell.onExit().join();
  }

  private static void withhold(Map<String, String> environment) {
    environment.keySet().removeIf(name -> WITHHELD.stream().anyMatch(name::startsWith));
  }
}

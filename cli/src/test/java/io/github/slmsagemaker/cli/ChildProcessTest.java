package io.github.slmsagemaker.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.slmsagemaker.testkit.container.FakeLlamaServer;
import io.github.slmsagemaker.testkit.gguf.RandomGguf;
import io.github.slmsagemaker.testkit.gguf.RandomShape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A llama-server that {@code slm local} has started ends with it, however that ends. */
@Timeout(120)
final class ChildProcessTest {
  @TempDir private Path folder;
  private FakeLlamaServer engine;
  private String[] options;

  @BeforeEach
  void prepare() throws IOException {
    engine = FakeLlamaServer.in(Files.createDirectory(folder.resolve("bin")));
    Path model = folder.resolve("mine.gguf");
    RandomGguf.write(model, RandomShape.tiny(), 1);
    options =
        new String[] {
          "--llama-server-binary", engine.program().toString(), "--model", model.toString()
        };
  }

  @ParameterizedTest(name = "SIG{0}")
  @ValueSource(strings = {"TERM", "INT", "KILL"})
  void it_ends_with_a_stack_that_answers(String signal) throws Exception {
    Signals.assumeDelivered(signal);
    try (SlmProcess slm = new SlmProcess(options)) {
      slm.signal(signal);

      assertThat(slm.exitCode()).isEqualTo(signal.equals("KILL") ? 137 : 0);
      assertEnded();
    }
  }

  @ParameterizedTest(name = "SIG{0}")
  @ValueSource(strings = {"TERM", "INT", "KILL"})
  void it_ends_while_it_still_loads(String signal) throws Exception {
    Signals.assumeDelivered(signal);
    Files.createFile(engine.loading());
    Process slm = SlmProcess.begin(List.of(), Map.of(), List.of(), options);
    try {
      awaitStart();
      Signals.send(signal, slm.pid());

      assertThat(slm.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(slm.exitValue()).isEqualTo(signal.equals("KILL") ? 137 : 0);
      assertEnded();
    } finally {
      slm.destroyForcibly();
    }
  }

  /** So that Ctrl-C, which a terminal sends to a group, lets it end running answers. */
  @Test
  void it_is_in_no_process_group_of_the_terminals() throws Exception {
    assumeTrue(Files.exists(Path.of("/proc/self/stat")), "no /proc to read process groups from");
    try (SlmProcess slm = new SlmProcess(options)) {
      assertThat(group(engine.starts().getFirst())).isNotEqualTo(group(slm.pid()));
    }
  }

  private void awaitStart() throws Exception {
    while (engine.starts().isEmpty()) {
      Thread.sleep(5);
    }
  }

  private void assertEnded() throws Exception {
    assertThat(engine.starts()).hasSize(1);
    Optional<ProcessHandle> child = ProcessHandle.of(engine.starts().getFirst());
    if (child.isPresent()) {
      child.get().onExit().get(60, TimeUnit.SECONDS);
    }
    Path socket = Path.of(engine.arguments().get(engine.arguments().indexOf("--host") + 1));
    while (Files.exists(socket.getParent())) {
      Thread.sleep(5);
    }
  }

  /** Behind the name, which ends with the last bracket: state, parent, group (proc(5)). */
  private static String group(long pid) throws IOException {
    String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
    return stat.substring(stat.lastIndexOf(')') + 2).split(" ", 4)[2];
  }
}

package io.github.slmsagemaker.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How the launcher starts the command line. */
final class LauncherTest extends LauncherMachine {
  @Test
  void the_lock_is_not_handed_to_java() throws Exception {
    Path jdk = jdk(root.resolve("usr/lib/jvm/a"), "25");
    executable(
        jdk.resolve("bin/java"),
        "if { true >&9; } 2>/dev/null; then echo held; else echo free; fi");
    maven("");

    assertThat(slm(Map.of()).out()).isEqualTo("free\n");
  }

  @Test
  void arguments_and_the_folder_of_the_user_stay_as_they_are() throws Exception {
    jdk(root.resolve("usr/lib/jvm/a"), "25");
    built();
    Path elsewhere = Files.createDirectories(machine.resolve("else where"));
    Path link = Files.createSymbolicLink(home.resolve("slm-link"), clone.resolve("slm"));

    Run run = run(link, Map.of(), elsewhere, "local", "--model", "my model.gguf", "", "*");

    assertThat(run.out())
        .contains("in " + elsewhere + "\n")
        .contains("--enable-native-access=ALL-UNNAMED")
        .contains(clone + "/cli/target/slm.jar")
        .endsWith("local\n--model\nmy model.gguf\n\n*\n");
  }

  @Test
  void signals_reach_java() throws Exception {
    Path jdk = jdk(root.resolve("usr/lib/jvm/a"), "25");
    built();
    executable(
        jdk.resolve("bin/java"),
        "trap 'echo drained; exit 0' TERM; echo up; while :; do sleep 0.05; done");

    Process slm = start(Map.of(), machine, "local");
    var said = slm.inputReader(UTF_8);
    assertThat(said.readLine()).isEqualTo("up");
    slm.toHandle().destroy();

    assertThat(said.readLine()).isEqualTo("drained");
    assertThat(slm.waitFor()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"INT", "TERM", "HUP"})
  void a_signal_while_it_builds_ends_local_with_0_and_the_build(String signal) throws Exception {
    Signals.assumeDelivered(signal);
    jdk(root.resolve("usr/lib/jvm/a"), "25");
    maven("echo $$ >\"%s/building\"; exec sleep 600".formatted(machine));

    Process slm = start(Map.of(), machine, "local");
    ProcessHandle build = building();
    Signals.send(signal, slm.pid());

    assertThat(finish(slm).code()).isZero();
    build.onExit().join();
  }

  @Test
  void java_starts_with_signals_held_back_for_local_alone() throws Exception {
    assumeTrue(Files.exists(Path.of("/proc/self/status")), "this machine has no /proc");
    for (String signal : List.of("HUP", "INT", "TERM")) {
      Signals.assumeDelivered(signal);
    }
    Path jdk = jdk(root.resolve("usr/lib/jvm/a"), "25");
    built();
    offer("env");
    assumeTrue(slm(Map.of(), "plan").code() == 0);
    executable(
        jdk.resolve("bin/java"),
        "while read -r name mask; do [ $name != SigBlk: ] || echo $mask; done </proc/self/status;"
            + " printf '%s\\n' \"$@\"");

    Run local = slm(Map.of(), "local");
    Run plan = slm(Map.of(), "plan");

    // Bits of the signals 1, 2 and 15: HUP, INT and TERM.
    assertThat(local.out()).startsWith("0000000000004003\n-Xrs\n-Dslm.signals=TERM,INT,HUP\n");
    assertThat(plan.out()).startsWith("0000000000000000\n").doesNotContain("-Xrs");
  }

  /** The build, once it runs. */
  private ProcessHandle building() throws Exception {
    Path file = machine.resolve("building");
    while (!Files.exists(file) || Files.readString(file).isBlank()) {
      Thread.sleep(5);
    }
    return ProcessHandle.of(Long.parseLong(Files.readString(file).strip())).orElseThrow();
  }
}

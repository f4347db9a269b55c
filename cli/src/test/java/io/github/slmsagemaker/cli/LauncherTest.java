package io.github.slmsagemaker.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

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
}

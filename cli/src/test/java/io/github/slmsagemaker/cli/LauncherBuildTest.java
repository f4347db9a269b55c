package io.github.slmsagemaker.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When the launcher builds, and when not. */
final class LauncherBuildTest extends LauncherMachine {
  @Test
  void the_first_run_builds_the_modules_of_the_command_line_and_later_runs_do_not()
      throws Exception {
    Path jdk = jdk(root.resolve("usr/lib/jvm/a"), "25");
    maven("");

    Run first = slm(Map.of("MAVEN_ARGS", "-o -Dmaven.repo.local=/repository"), "local");
    Run second = slm(Map.of(), "local");

    assertThat(first.code()).as(first.err()).isZero();
    assertThat(first.err())
        .hasLineCount(1)
        .startsWith("slm: building (the first time also fetches libraries) ...");
    assertThat(second.err()).isEmpty();
    assertThat(builds()).hasSize(1);
    assertThat(builds().getFirst())
        .contains(jdk.toString(), "-pl cli -am", "-Dmaven.test.skip=true", "package")
        .contains("-o -Dmaven.repo.local=/repository");
  }

  @Test
  void a_build_says_what_it_is_at() throws Exception {
    jdk(root.resolve("usr/lib/jvm/a"), "25");
    maven(
        """
        echo '[INFO] Downloaded from central: https://repo.example/a.pom (1.2 kB at 3 kB/s)'
        echo '[INFO] Building invoker 0.1.0-SNAPSHOT                          [8/11]'
        sleep 1
        """);

    Run run = slm(Map.of());

    assertThat(run.err().lines()).contains("slm: building invoker (8 of 11), 1 files fetched");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "pom.xml",
        "cli/pom.xml",
        "core/src/main/java/A.java",
        "local/src/main/java/B.java",
        "tools/demo-model/slm-demo.gguf"
      })
  void a_file_that_is_newer_than_the_build_is_built(String changed) throws Exception {
    jdk(root.resolve("usr/lib/jvm/a"), "25");
    maven("");
    slm(Map.of());
    Files.writeString(clone.resolve(changed), "changed");
    inTheFuture(clone.resolve(changed));
    slm(Map.of());

    assertThat(builds()).hasSize(2);
  }

  @Test
  void a_deleted_source_is_noticed_and_a_changed_test_is_not() throws Exception {
    jdk(root.resolve("usr/lib/jvm/a"), "25");
    maven("");
    slm(Map.of());
    Path test = Files.createDirectories(clone.resolve("cli/src/test/java")).resolve("T.java");
    inTheFuture(Files.writeString(test, "class T {}"));
    slm(Map.of());
    assertThat(builds()).hasSize(1);
    Files.delete(clone.resolve("core/src/main/java/A.java"));
    inTheFuture(clone.resolve("core/src/main/java"));
    slm(Map.of());

    assertThat(builds()).hasSize(2);
  }

  @Test
  void a_source_that_changes_while_it_builds_is_built_again() throws Exception {
    jdk(root.resolve("usr/lib/jvm/a"), "25");
    maven("sleep 0.1; touch \"" + clone + "/core/src/main/java/A.java\"");
    slm(Map.of());
    slm(Map.of());

    assertThat(builds()).hasSize(2);
  }

  @Test
  void a_build_that_fails_shows_its_end_and_is_tried_again() throws Exception {
    jdk(root.resolve("usr/lib/jvm/a"), "25");
    maven("echo 'cannot find symbol: Nonsense'; exit 1");

    Run first = slm(Map.of());

    assertThat(first.code()).isEqualTo(1);
    assertThat(first.err())
        .contains("cannot find symbol: Nonsense", "the build failed", ".slm/build.log");
    assertThat(first.out()).isEmpty();
    slm(Map.of());
    assertThat(builds()).hasSize(2);
  }

  @ParameterizedTest(name = "with {0}")
  @ValueSource(strings = {"flock", "perl"})
  void two_first_runs_at_once_build_once(String locker) throws Exception {
    Files.delete(path.resolve("flock"));
    offer(locker);
    jdk(root.resolve("usr/lib/jvm/a"), "25");
    maven("sleep 0.5");

    Process one = start(Map.of(), machine, "one");
    Process two = start(Map.of(), machine, "two");

    assertThat(finish(one).out()).endsWith("one\n");
    assertThat(finish(two).out()).endsWith("two\n");
    assertThat(builds()).hasSize(1);
  }

  @Test
  void a_signal_ends_a_build() throws Exception {
    jdk(root.resolve("usr/lib/jvm/a"), "25");
    maven(
        "trap 'echo stopped >>\""
            + machine
            + "/builds\"; exit 1' TERM;"
            + " while :; do sleep 0.05; done");

    Process slm = start(Map.of(), machine, "plan");
    var err = slm.errorReader(UTF_8);
    assertThat(err.readLine()).contains("building");
    while (!Files.exists(machine.resolve("builds"))) {
      Thread.sleep(10);
    }
    slm.toHandle().destroy();

    assertThat(slm.waitFor()).isEqualTo(143);
    while (!builds().contains("stopped")) {
      Thread.sleep(10);
    }
  }
}

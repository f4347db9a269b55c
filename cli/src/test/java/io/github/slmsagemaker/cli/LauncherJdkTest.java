package io.github.slmsagemaker.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which JDK the launcher finds, and what it says where there is none. */
final class LauncherJdkTest extends LauncherMachine {
  @Test
  void without_a_jdk_it_says_what_to_install_and_exits_1() throws Exception {
    maven("");
    jdk(root.resolve("usr/lib/jvm/java-21"), "21.0.1");

    Run run = slm(Map.of("JAVA_HOME", "/nowhere"), "local");

    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err())
        .contains("no JDK 25 found", "JAVA_HOME (/nowhere)")
        .contains("apt-get install openjdk-25", "brew install", "sdk install java", "dnf install");
    assertThat(run.out()).isEmpty();
  }

  @Test
  void without_maven_it_says_what_to_install_and_exits_1() throws Exception {
    jdk(root.resolve("usr/lib/jvm/java-25"), "25");

    Run run = slm(Map.of(), "local");

    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err()).contains("no Maven", "apt-get install maven", "brew install maven");
  }

  @Test
  void without_maven_what_is_built_runs() throws Exception {
    built();
    jdk(root.resolve("usr/lib/jvm/java-25"), "25");

    assertThat(slm(Map.of(), "local").code()).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "root/usr/lib/jvm/temurin-25",
        "root/opt/jdk-25",
        "root/opt/java/openjdk",
        "root/Library/Java/JavaVirtualMachines/temurin-25.jdk/Contents/Home",
        "home/Library/Java/JavaVirtualMachines/temurin-25.jdk/Contents/Home",
        "home/.sdkman/candidates/java/25-tem",
        "home/.jdks/temurin 25",
        "home/.asdf/installs/java/temurin-25",
        "home/.local/share/mise/installs/java/25",
      })
  void a_jdk_in_a_usual_place_is_found(String place) throws Exception {
    built();
    jdk(machine.resolve(place), "25.0.1");

    assertThat(slm(Map.of(), "--version").out()).startsWith("java of " + machine.resolve(place));
  }

  @Test
  void java_home_comes_before_the_path_and_the_path_before_the_usual_places() throws Exception {
    built();
    Path usual = jdk(root.resolve("usr/lib/jvm/jdk-25"), "25");
    Path onPath = jdk(machine.resolve("on-path"), "25");
    Path javaHome = jdk(machine.resolve("java-home"), "25");
    Map<String, String> environment = Map.of("JAVA_HOME", javaHome.toString());

    assertThat(slm(Map.of()).out()).startsWith("java of " + usual);
    Files.createSymbolicLink(path.resolve("java"), onPath.resolve("bin/java"));
    assertThat(slm(Map.of()).out()).startsWith("java of " + onPath);
    assertThat(slm(environment).out()).startsWith("java of " + javaHome);
  }

  @Test
  void a_script_on_the_path_that_chooses_a_jdk_is_asked() throws Exception {
    built();
    Path chosen = jdk(machine.resolve("elsewhere"), "25");
    executable(path.resolve("java"), "exec " + chosen + "/bin/java \"$@\"");

    assertThat(slm(Map.of()).out()).startsWith("java of " + chosen);
  }

  @ParameterizedTest(name = "JAVA_VERSION {0}")
  @ValueSource(strings = {"24.0.2", "26", "17.0.15", "1.8.0_252", "250"})
  void a_jdk_of_another_release_is_passed_over(String version) throws Exception {
    built();
    jdk(root.resolve("usr/lib/jvm/a"), version);

    assertThat(slm(Map.of()).code()).isEqualTo(1);
  }

  @Test
  void a_jdk_without_a_release_file_is_asked() throws Exception {
    built();
    Path jdk = jdk(root.resolve("usr/lib/jvm/a"), "25");
    Files.delete(jdk.resolve("release"));

    assertThat(slm(Map.of()).code()).isZero();
  }

  @Test
  void a_runtime_without_a_compiler_is_passed_over() throws Exception {
    built();
    Path jre = jdk(root.resolve("usr/lib/jvm/a"), "25");
    Files.delete(jre.resolve("bin/javac"));

    assertThat(slm(Map.of()).code()).isEqualTo(1);
  }
}

package io.github.slmsagemaker.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/**
 * The launcher on machines that exist for one test: a clone, a home, a root of system folders, and
 * commands on the PATH that are scripts. A JDK says what it was called with; Maven leaves a jar.
 */
abstract class LauncherMachine {
  private static final Path SCRIPT = Path.of("..", "slm").toAbsolutePath().normalize();
  private static final List<String> COMMANDS =
      List.of(
          "bash",
          "dirname",
          "readlink",
          "sed",
          "grep",
          "head",
          "tail",
          "cat",
          "find",
          "mkdir",
          "mv",
          "flock",
          "sleep",
          "ln",
          "touch");

  @TempDir Path machine;
  Path clone;
  Path home;
  Path root;
  Path path;

  @BeforeEach
  void make_a_machine() throws IOException {
    machine = machine.toRealPath();
    clone = Files.createDirectories(machine.resolve("a clone"));
    home = Files.createDirectories(machine.resolve("home"));
    root = Files.createDirectories(machine.resolve("root"));
    path = Files.createDirectories(machine.resolve("bin"));
    for (String command : COMMANDS) {
      offer(command);
    }
    Files.copy(SCRIPT, clone.resolve("slm"), StandardCopyOption.COPY_ATTRIBUTES);
    for (String module : List.of("core", "local", "cli")) {
      Files.createDirectories(clone.resolve(module + "/src/main/java"));
      Files.writeString(clone.resolve(module + "/pom.xml"), "<project/>");
      Files.writeString(clone.resolve(module + "/src/main/java/A.java"), "class A {}");
    }
    Files.createDirectories(clone.resolve("tools/demo-model"));
    Files.writeString(clone.resolve("tools/demo-model/slm-demo.gguf"), "GGUF");
    Files.writeString(clone.resolve("pom.xml"), "<project/>");
  }

  record Run(int code, String out, String err) {}

  Run slm(Map<String, String> environment, String... arguments) throws Exception {
    return run(clone.resolve("slm"), environment, machine, arguments);
  }

  Run run(Path script, Map<String, String> environment, Path folder, String... arguments)
      throws Exception {
    return finish(start(script, environment, folder, arguments));
  }

  Process start(Map<String, String> environment, Path folder, String... arguments)
      throws IOException {
    return start(clone.resolve("slm"), environment, folder, arguments);
  }

  Process start(Path script, Map<String, String> environment, Path folder, String... arguments)
      throws IOException {
    ProcessBuilder builder = new ProcessBuilder(script.toString());
    builder.command().addAll(List.of(arguments));
    builder.directory(folder.toFile());
    builder.environment().clear();
    builder
        .environment()
        .putAll(
            Map.of(
                "HOME", home.toString(),
                "PATH", path.toString(),
                "SLM_JVM_ROOT", root.toString()));
    builder.environment().putAll(environment);
    return builder.start();
  }

  static Run finish(Process process) throws Exception {
    String out = new String(process.getInputStream().readAllBytes(), UTF_8);
    String err = new String(process.getErrorStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return new Run(process.exitValue(), out, err);
  }

  void offer(String command) throws IOException {
    for (String folder : List.of("/usr/bin", "/bin")) {
      Path found = Path.of(folder, command);
      if (Files.exists(found)) {
        executable(path.resolve(command), "exec " + found + " \"$@\"");
        return;
      }
    }
  }

  static Path jdk(Path folder, String version) throws IOException {
    Files.createDirectories(folder.resolve("bin"));
    Files.writeString(
        folder.resolve("release"), "IMPLEMENTOR=\"X\"\nJAVA_VERSION=\"" + version + "\"\n");
    executable(folder.resolve("bin/javac"), "");
    executable(
        folder.resolve("bin/java"),
        """
        case "$*" in
          *-XshowSettings*) echo "    java.home = %1$s" >&2 ;;
          -version) echo 'openjdk version "%2$s" 2025-09-16' >&2 ;;
          *) echo "java of %1$s"; echo "in $PWD"; printf '%%s\\n' "$@" ;;
        esac
        """
            .formatted(folder, version));
    return folder;
  }

  /** A Maven that notes what it was asked, does as told, and leaves a jar. */
  void maven(String then) throws IOException {
    executable(
        path.resolve("mvn"),
        """
        echo "$JAVA_HOME $*" >>"%1$s/builds"
        %3$s
        mkdir -p "%2$s/cli/target"
        echo jar >"%2$s/cli/target/slm.jar"
        """
            .formatted(machine, clone, then));
  }

  void built() throws IOException {
    Files.createDirectories(clone.resolve("cli/target"));
    Files.createDirectories(clone.resolve(".slm"));
    Files.writeString(clone.resolve("cli/target/slm.jar"), "jar");
    inTheFuture(Files.writeString(clone.resolve(".slm/built"), ""));
  }

  List<String> builds() throws IOException {
    return Files.readAllLines(machine.resolve("builds"));
  }

  /** Clocks of file systems are coarse; a test does not wait for their next tick. */
  static void inTheFuture(Path file) throws IOException {
    Files.setLastModifiedTime(file, FileTime.from(Instant.now().plusSeconds(5)));
  }

  static void executable(Path file, String text) throws IOException {
    Files.writeString(file, "#!/bin/bash\n" + text + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}

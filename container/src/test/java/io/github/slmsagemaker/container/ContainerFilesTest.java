package io.github.slmsagemaker.container;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContainerFilesTest {
  @TempDir private Path folder;

  @Test
  void they_are_the_files_of_the_build_context() throws IOException {
    List<String> found = new ArrayList<>(List.of("Dockerfile", "checks.sh"));
    for (String folder : List.of("build", "llama-cpp", "tgi")) {
      try (Stream<Path> files = Files.list(Path.of(folder))) {
        files.filter(Files::isRegularFile).map(Path::toString).forEach(found::add);
      }
    }

    assertThat(ContainerFiles.NAMES).containsExactlyInAnyOrderElementsOf(found);
  }

  @Test
  void everyone_may_read_them_as_they_are() throws IOException {
    ContainerFiles.copyTo(folder);

    for (String name : ContainerFiles.NAMES) {
      assertThat(folder.resolve(name)).hasSameBinaryContentAs(Path.of(name));
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(name))))
          .isEqualTo("rw-r--r--");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"llama-cpp", "tgi"})
  void a_target_ends_as_root_with_an_entrypoint_in_exec_form(String target) throws IOException {
    List<String> lines = Files.readAllLines(Path.of("Dockerfile"));
    List<String> stage =
        lines.stream()
            .dropWhile(line -> !line.matches("FROM \\S+ AS " + target))
            .skip(1)
            .takeWhile(line -> !line.startsWith("FROM "))
            .toList();

    assertThat(stage.stream().filter(line -> line.startsWith("USER ")).toList().getLast())
        .isEqualTo("USER 0");
    assertThat(stage).contains("ENTRYPOINT [\"/bin/sh\", \"/opt/slm/serve\"]", "EXPOSE 8080");
  }

  @Test
  void the_engine_image_is_asked_for_what_the_entrypoints_call() throws IOException {
    String check = Files.readString(Path.of("build/check-engine"));
    String asked = check.replaceAll("(?s).*?for program in (.*?); do.*", "$1");

    assertThat(asked.split("[\\s\\\\]+", -1))
        .containsAll(Programs.OF_THE_ENTRYPOINTS)
        .contains("llama-server", "nginx");
  }
}

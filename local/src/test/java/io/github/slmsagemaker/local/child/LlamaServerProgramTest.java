package io.github.slmsagemaker.local.child;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.slmsagemaker.local.startup.StartFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which programs are taken for a llama-server. */
@Timeout(60)
class LlamaServerProgramTest {
  @TempDir private Path folder;

  @Test
  void the_first_program_of_that_name_on_the_path_is_found() throws IOException {
    Path none = Files.createDirectory(folder.resolve("none"));
    Path text = Files.createDirectory(folder.resolve("text"));
    Files.writeString(text.resolve("llama-server"), "no program");
    Path first = script("first", "exit 0");
    script("second", "exit 0");
    String path =
        String.join(
            ":",
            none.toString(),
            "",
            text.toString(),
            folder.resolve("first").toString(),
            folder.resolve("second").toString());

    assertThat(LlamaServerProgram.onPath(Map.of("PATH", path))).contains(first);
    assertThat(LlamaServerProgram.onPath(Map.of("PATH", none.toString()))).isEmpty();
    assertThat(LlamaServerProgram.onPath(Map.of())).isEmpty();
  }

  @Test
  void it_says_its_version_and_its_options() throws IOException {
    Path file =
        script(
            "good",
            "case $1 in --version) echo 'version: 0.7.0 (build 11669)' >&2;;"
                + " *) echo '-cram, --cache-ram N'; echo 'ends with .sock';; esac");

    LlamaServerProgram program = LlamaServerProgram.asked(file);

    assertThat(program.version()).isEqualTo("0.7.0 (build 11669)");
    assertThat(program.takes("--cache-ram")).isTrue();
    assertThat(program.takes("--cache")).isFalse();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          echo 'usage: something else'                            | --version was not answered with a version
          echo 'libgomp.so.1: cannot open' >&2; exit 127          | --version ended with 127 (libgomp.so.1: cannot open)
          echo 'version: 4000 (old)'                              | version 4000 (old) does not listen on socket files
          """)
  void what_cannot_be_used_is_refused_with_what_was_seen(String does, String seen)
      throws IOException {
    Path file = script("bad", does);

    assertThatThrownBy(() -> LlamaServerProgram.asked(file))
        .isInstanceOf(StartFailure.class)
        .message()
        .hasLineCount(1)
        .startsWith("llama-server " + file + ": " + seen + "; ");
  }

  @Test
  void a_file_that_is_not_there_is_refused() {
    assertThatThrownBy(() -> LlamaServerProgram.asked(folder.resolve("absent")))
        .isInstanceOf(StartFailure.class)
        .hasMessageContaining("absent: no program; name the file of a llama-server");
  }

  private Path script(String where, String does) throws IOException {
    Path file = Files.createDirectories(folder.resolve(where)).resolve("llama-server");
    Files.writeString(file, "#!/bin/sh\n" + does + "\n");
    assertThat(file.toFile().setExecutable(true)).isTrue();
    return file;
  }
}

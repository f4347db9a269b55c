package io.github.slmsagemaker.container;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.slmsagemaker.core.deployment.ContainerNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The entrypoint in front of llama-server, as a process, with programs that stand in for both. */
class LlamaCppEntrypointTest {
  @TempDir private Path folder;
  private Image image;

  @BeforeEach
  void image() throws IOException {
    image = Image.llamaCpp(folder);
  }

  @ParameterizedTest(name = "arguments: {0}")
  @ValueSource(strings = {"serve", ""})
  void the_engine_is_started_with_what_the_stack_set(String argument) throws Exception {
    Map<String, String> settings = Image.settings();
    settings.put(ContainerNames.SEQUENCES, "2");

    try (Running run =
        image.start(settings, argument.isEmpty() ? new String[0] : new String[] {argument})) {
      List<String> arguments = run.untilStarted("llama-server").note("llama-server.arguments");

      assertThat(String.join(" ", arguments).replaceFirst("/\\S*/slm\\.\\w+", "FOLDER"))
          .isEqualTo(
              "--model %s/model.gguf --alias hermes-3-llama-3.1-8b --host FOLDER/engine.sock"
                      .formatted(image.here)
                  + " --ctx-size 4096 --parallel 2 --ubatch-size 128 --threads 1 --cache-ram 0"
                  + " --load-mode dio --repack --fit off --offline --no-webui --no-slots");
    }
  }

  @Test
  void the_configuration_is_one_line() throws Exception {
    try (Running run = image.start(Image.settings())) {
      run.untilStarted("llama-server");

      assertThat(run.said().strip())
          .doesNotContain("\n")
          .startsWith("slm: llama-cpp serves hermes-3-llama-3.1-8b Q4_K_M: context=2048 threads=1")
          .contains("physical-batch=128 sequences=1 prompt-cache=0MiB load=dio repack=true")
          .contains("weights=0MiB kv=256MiB memory=6144MiB port=");
    }
  }

  @Test
  void without_settings_it_starts_small_with_every_processor() throws Exception {
    try (Running run = image.start(Map.of())) {
      assertThat(run.untilStarted("llama-server").note("llama-server.arguments"))
          .containsSubsequence("--ctx-size", "4096", "--parallel", "1", "--ubatch-size", "256")
          .containsSubsequence(
              "--threads", Integer.toString(Runtime.getRuntime().availableProcessors()))
          .containsSubsequence("--cache-ram", "0", "--load-mode", "dio", "--repack");
    }
  }

  @Test
  void the_engines_own_variables_do_not_reach_it() throws Exception {
    Map<String, String> settings = Image.settings();
    settings.put("LLAMA_ARG_CACHE_RAM", "8192");

    try (Running run = image.start(settings)) {
      assertThat(run.untilStarted("llama-server").note("llama-server.environment"))
          .noneMatch(line -> line.startsWith("LLAMA_ARG_"));
    }
  }

  @Test
  void nginx_has_the_port_and_writes_to_one_folder_only() throws Exception {
    Map<String, String> settings = Image.settings();
    settings.put("SAGEMAKER_BIND_TO_PORT", "18080");

    try (Running run = image.start(settings)) {
      List<String> arguments =
          run.untilStarted("llama-server").untilStarted("nginx").note("nginx.arguments");
      Path written = Path.of(arguments.get(arguments.indexOf("-p") + 1));
      String configuration = Files.readString(written.resolve("nginx.conf"));

      assertThat(written.getParent()).isEqualTo(folder.resolve("tmp"));
      assertThat(run.note("llama-server.folder")).containsExactly(written.toString());
      assertThat(configuration).contains("listen 18080;").doesNotContain("@");
      assertThat(configuration.lines().map(String::strip))
          .filteredOn(line -> line.matches("(pid|\\w+_temp_path) .*"))
          .hasSize(6)
          .allMatch(line -> line.contains(" " + written + "/"));
    }
  }

  @Test
  void a_signal_ends_the_engine_and_with_it_the_container() throws Exception {
    try (Running run = image.start(Image.settings())) {
      run.untilStarted("llama-server");

      run.process().destroy();

      assertThat(run.status()).isZero();
      assertThat(run.note("llama-server.end")).containsExactly("terminated");
    }
  }

  @Test
  void the_engines_end_is_the_containers() throws Exception {
    try (Running run = image.start(Map.of("STAND_IN_STATUS", "7"))) {
      assertThat(run.status()).isEqualTo(7);
    }
  }

  @Test
  void it_reads_exactly_the_names_that_the_stack_writes() throws Exception {
    try (Running run = image.start(Map.of("SLM_NO_SUCH", "1"))) {
      assertThat(run.status()).isEqualTo(78);

      String list = run.said().strip().replaceFirst(".*expected one of ", "");
      assertThat(list.split(" +")).containsExactlyInAnyOrderElementsOf(ContainerNames.ALL);
    }
  }
}

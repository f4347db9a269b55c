package io.github.slmsagemaker.container;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.slmsagemaker.core.deployment.ContainerNames;
import io.github.slmsagemaker.deployment.ProcessorSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How the entrypoint has the weights read: by what the file system, processor and build allow. */
class LoadingTest {
  /** What the help of builds from January to July 2026 says. */
  private static final String DIRECT_IO =
      """
      --repack, -nr, --no-repack              whether to enable weight repacking (default: enabled)
      --mmap, --no-mmap                       whether to memory-map model (default: enabled)
      -dio,  --direct-io, -ndio, --no-direct-io
                                              use DirectIO if available
      """;

  /** What that of builds before them says. */
  private static final String ONLY_MMAP =
      """
      -nr,   --no-repack                      disable weight repacking
      --no-mmap                               do not memory-map model
      """;

  private static final Map<String, String> HELP =
      Map.of(
          "load modes",
          Image.LOAD_MODES,
          "direct io",
          DIRECT_IO,
          "repacks",
          "--repack, --no-repack\n--no-mmap ...\n",
          "only mmap",
          ONLY_MMAP,
          "says nothing",
          "");

  @TempDir private Path folder;
  private Image image;

  @BeforeEach
  void image() throws IOException {
    image = Image.llamaCpp(folder);
    processor("flags\t\t: fpu sse4_2 avx avx2 avx512f");
  }

  @ParameterizedTest(name = "{0}, direct I/O: {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "load modes|true|dio|--load-mode dio --repack",
        "load modes|false|none|--load-mode none --repack",
        "direct io|true|dio|--no-mmap --direct-io --repack",
        "direct io|false|none|--no-mmap --no-direct-io --repack",
        "repacks|true|none|--no-mmap --repack",
        "only mmap|true|mmap|--no-repack",
        "says nothing|true|mmap|''",
      })
  void the_first_way_that_can_be_had_is_taken(
      String help, boolean directly, String load, String options) throws Exception {
    image.help(HELP.getOrDefault(help, "no such help"));
    image.readsDirectly(directly);

    try (Running run = image.start(Image.settings())) {
      assertThat(options(run)).isEqualTo(options);
      assertThat(run.said()).contains(" load=%s repack=%s ".formatted(load, !load.equals("mmap")));
    }
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "flags\t\t: fpu sse4_2 avx|no",
        "flags\t\t: fpu avx2x|no",
        "Features\t: fp asimd crc32|no",
        "Features\t: fp asimd asimddp sve|yes",
        "flags\t\t: fpu avx2|yes",
      })
  void weights_are_repacked_where_the_processor_gains_by_it(String flags, String gains)
      throws Exception {
    processor(flags);

    try (Running run = image.start(Image.settings())) {
      assertThat(options(run))
          .isEqualTo(
              gains.equals("yes") ? "--load-mode dio --repack" : "--load-mode mmap --no-repack");
      if (gains.equals("no")) {
        assertThat(run.said())
            .contains(
                "slm: the weights are mapped, not repacked: this processor computes no faster");
      }
    }
  }

  @Test
  void a_mapped_file_is_never_repacked_and_a_build_is_told_so_in_its_own_words() throws Exception {
    Map<String, String> settings = Image.settings();
    settings.put(ContainerNames.REPACK, "false");
    image.help(DIRECT_IO);

    try (Running run = image.start(settings)) {
      assertThat(options(run)).isEqualTo("--no-direct-io --no-repack");
      assertThat(run.said()).contains("mapped, not repacked: SLM_REPACK is false");
    }
  }

  /** As many as capacity counts. */
  @Test
  void copies_of_a_hybrids_state_are_bounded_where_the_build_can_be_told() throws Exception {
    image.help(Image.LOAD_MODES + "-ctxcp, --ctx-checkpoints, --swa-checkpoints N\n");

    try (Running run = image.start(Image.settings())) {
      assertThat(options(run)).isEqualTo("--load-mode dio --repack --ctx-checkpoints 4");
    }
    assertThat(ProcessorSettings.STATE_CHECKPOINTS).isEqualTo(4);
  }

  @Test
  void what_passes_through_the_page_cache_is_dropped_from_it() throws Exception {
    image.readsDirectly(false);

    try (Running run = image.start(Image.settings())) {
      assertThat(run.untilStarted("llama-server").untilNoted("dd.arguments"))
          .containsExactly("if=" + image.here.resolve("model.gguf"), "iflag=nocache", "count=0");
    }
  }

  @Test
  void direct_io_leaves_the_page_cache_alone() throws Exception {
    try (Running run = image.start(Image.settings())) {
      run.untilStarted("llama-server").untilStarted("nginx");

      assertThat(run.noted("dd.arguments")).isFalse();
    }
  }

  private void processor(String flags) throws IOException {
    Path cpuinfo = Files.writeString(folder.resolve("cpuinfo"), "processor\t: 0\n" + flags + "\n");
    image.replace("options.sh", "/proc/cpuinfo", cpuinfo.toString());
  }

  /** Those between the cache of prompts and what is the same for all. */
  private static String options(Running run) throws Exception {
    List<String> all = run.untilStarted("llama-server").note("llama-server.arguments");
    return String.join(" ", all.subList(all.indexOf("--cache-ram") + 2, all.indexOf("--fit")));
  }
}

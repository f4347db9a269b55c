package io.github.slmsagemaker.container;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said of a beginning before an engine starts, by the entrypoint and stand-ins. */
class BeginningRefusalsTest {
  @TempDir private Path folder;
  private Image image;

  @BeforeEach
  void image() throws IOException {
    image = Image.llamaCpp(folder);
    image.help(Image.LOAD_MODES + "--slot-save-path PATH   path to save slot kv cache\n");
    Files.writeString(image.here.resolve("beginning.json"), "{\"prompt\":\"Be kind.\"}");
    curl();
  }

  /** The entrypoint's settings have a context of 2048. */
  @Test
  void one_that_the_build_counted_to_be_as_long_as_the_context_is_refused() throws Exception {
    Path kept = Files.createDirectory(image.here.resolve("beginning"));
    Files.writeString(
        kept.resolve("sums"), "engine a\nmodel b\nbeginning c\nstate d\ntokens 2048\n");

    assertRefused(
        78,
        "slm: what conversations begin with has 2048 tokens, but SLM_CONTEXT_TOKENS is 2048; shorten"
            + " promptFile, or take a longer context\n");
  }

  @Test
  void one_that_nobody_counted_is_refused_where_it_is_too_long_in_any_language() throws Exception {
    Files.writeString(image.here.resolve("beginning.json"), "x".repeat(8 * 3000));

    assertRefused(78, "slm: what conversations begin with has 3000 tokens, but");
  }

  @Test
  void an_image_without_a_program_that_asks_the_engine_is_refused() throws Exception {
    Files.delete(image.programs.resolve("curl"));

    assertRefused(69, "slm: curl is not in this image");
  }

  @Test
  void an_engine_that_keeps_no_state_serves_as_without() throws Exception {
    image.help(Image.LOAD_MODES);

    try (Running running = image.start(Image.settings())) {
      running.untilStarted("llama-server").untilStarted("nginx");

      assertThat(running.said()).contains("slm: this llama-server keeps no state: ");
      assertThat(running.note("llama-server.arguments")).doesNotContain("--slot-save-path");
    }
  }

  /** The stand-in of curl reaches nobody, so the engine is never ready. */
  @Test
  void nothing_answers_before_the_beginning_is_read() throws Exception {
    try (Running running = image.start(Image.settings())) {
      running.untilStarted("llama-server");
      running.untilNoted("curl.arguments");

      assertThat(running.note("llama-server.arguments")).contains("--slot-save-path");
      assertThat(running.noted("nginx.pid")).isFalse();
    }
  }

  private void curl() throws IOException {
    Path curl = image.programs.resolve("curl");
    Files.writeString(
        curl,
        "#!/bin/sh\nprintf '%%s\\n' \"$@\" >\"%s/notes/curl.arguments\"\nexit 7\n"
            .formatted(folder));
    assertThat(curl.toFile().setExecutable(true)).isTrue();
  }

  private void assertRefused(int status, String line) throws Exception {
    try (Running running = image.start(Image.settings())) {
      assertThat(running.status()).as(running.said()).isEqualTo(status);
      assertThat(running.said()).startsWith(line);
      assertThat(running.noted("llama-server.arguments")).isFalse();
    }
  }
}

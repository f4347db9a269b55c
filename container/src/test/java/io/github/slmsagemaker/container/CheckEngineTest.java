package io.github.slmsagemaker.container;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is asked of an engine image while ours is built on it. */
class CheckEngineTest {
  @TempDir private Path folder;
  private Image image;

  @BeforeEach
  void image() throws IOException {
    image = Image.llamaCpp(folder);
    Files.copy(
        Path.of("build", "check-engine"),
        image.here.resolve("check-engine"),
        StandardCopyOption.REPLACE_EXISTING);
  }

  @Test
  void the_build_says_how_this_llama_server_can_load() throws Exception {
    Programs.Ended end = check();

    assertThat(end.status()).as(end.said()).isZero();
    assertThat(end.said())
        .contains(
            "slm: this llama-server loads by dio: --load-mode dio\n",
            "slm: this llama-server loads by none: --load-mode none\n",
            "slm: this llama-server loads by mmap: --load-mode mmap\n",
            "slm: this llama-server repacks weights\n");
  }

  @Test
  void the_build_says_what_an_older_llama_server_lacks() throws Exception {
    image.help("-nr,   --no-repack     disable weight repacking\n");

    Programs.Ended end = check();

    assertThat(end.status()).as(end.said()).isZero();
    assertThat(end.said())
        .contains(
            "slm: this llama-server cannot load by dio\n",
            "slm: this llama-server cannot load by none\n",
            "slm: this llama-server loads by mmap: its default\n",
            "does not say that it repacks weights: they will be mapped\n");
  }

  @Test
  void an_image_without_a_program_fails_the_build() throws Exception {
    Files.delete(image.programs.resolve("nginx"));

    Programs.Ended end = check();

    assertThat(end.status()).isEqualTo(1);
    assertThat(end.said())
        .isEqualTo(
            "slm: engineImage has no nginx; take the llama.cpp container for SageMaker on CPU\n");
  }

  @Test
  void what_conversations_begin_with_needs_a_program_that_asks_the_engine() throws Exception {
    Files.writeString(image.here.resolve("beginning.json"), "{}");

    Programs.Ended end = check();

    assertThat(end.status()).isEqualTo(1);
    assertThat(end.said())
        .isEqualTo(
            "slm: engineImage has no curl; take the llama.cpp container for SageMaker on CPU\n");
  }

  private Programs.Ended check() throws Exception {
    return Programs.run(
        folder,
        Map.of("PATH", image.programs + ":" + Programs.folder(), "STAND_IN_STATUS", "0"),
        List.of("/bin/sh", image.here.resolve("check-engine").toString()));
  }
}

package io.github.slmsagemaker.local.llama.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.slmsagemaker.local.gguf.GgufFile;
import io.github.slmsagemaker.local.gguf.SpecialTexts;
import io.github.slmsagemaker.local.llama.Generation;
import io.github.slmsagemaker.local.llama.GenerationRequest;
import io.github.slmsagemaker.local.llama.LlamaException;
import io.github.slmsagemaker.local.llama.RealEngine;
import io.github.slmsagemaker.local.llama.Sampling;
import io.github.slmsagemaker.testkit.gguf.RandomArchitecture;
import io.github.slmsagemaker.testkit.gguf.RandomGguf;
import io.github.slmsagemaker.testkit.gguf.RandomShape;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArchitecturesTest {
  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(names = {"LLAMA", "QWEN2", "PHI3", "GEMMA2"})
  void a_model_of_another_architecture_generates(RandomArchitecture architecture) {
    Path file = folder.resolve("model.gguf");
    RandomGguf.write(file, RandomShape.tiny().withArchitecture(architecture), 3);
    try (LlamaModel model = LlamaModel.load(RealEngine.library(), file);
        LlamaSession session = LlamaSession.open(model, RealEngine.options())) {
      int[] prompt = model.tokenize("hello world", true, false);
      Sampling sampling =
          Sampling.builder()
              .seed(3)
              .temperature(50)
              .logitBias(model.endOfSequence(), -1000)
              .build();
      Generation generation =
          session.generate(GenerationRequest.of(prompt, 40, sampling), _ -> true, RealEngine.NEVER);
      assertThat(generation.ids()).hasSize(40);
      assertThat(generation.ids().stream().distinct()).hasSizeGreaterThan(10);
    }
  }

  @Test
  void the_library_says_what_it_knows() {
    assertThat(RealEngine.library().architectures.names())
        .contains("llama", "qwen2", "phi3", "gemma2", "gemma3", "mamba", "olmo2", "starcoder2")
        .doesNotContain("qwen3", "granitehybrid", "none");
  }

  @ParameterizedTest
  @ValueSource(strings = {"qwen3", "lfm2!", "none?"})
  void an_architecture_that_it_does_not_know_is_refused_with_the_way_out(String name)
      throws IOException {
    Path file = renamed(name);
    assertThatThrownBy(() -> LlamaModel.load(RealEngine.library(), file))
        .isInstanceOf(LlamaException.UnsupportedModel.class)
        .message()
        .hasLineCount(1)
        .contains(file.toString(), name, "--llama-server-binary FILE", "brew install llama.cpp");
  }

  @Test
  void a_model_that_writes_no_text_is_refused() {
    assertThatThrownBy(() -> RealEngine.library().architectures.require("bert", "m.gguf"))
        .isInstanceOf(LlamaException.UnsupportedModel.class)
        .hasMessageContaining("answers no chats");
  }

  @ParameterizedTest
  @CsvSource({"gemma2, 25", "baichuan, 24"})
  void a_depth_that_would_end_the_process_is_refused(String architecture, int layers) {
    var architectures = RealEngine.library().architectures;
    assertThatThrownBy(() -> architectures.requireDepth(architecture, layers, folder))
        .isInstanceOf(LlamaException.UnsupportedModel.class)
        .hasMessageContaining("of " + layers + " layers")
        .hasMessageContaining("--llama-server-binary FILE");
    architectures.requireDepth("llama", layers, folder);
  }

  @Test
  void special_texts_are_the_control_tokens_and_what_was_added() {
    Path file = folder.resolve("model.gguf");
    RandomGguf.write(file, RandomShape.tiny(), 3, List.of("<think>", "<tool_call>"));
    try (LlamaModel model = LlamaModel.load(RealEngine.library(), file)) {
      assertThat(model.specialTexts())
          .containsExactlyInAnyOrder(
              "<|begin_of_text|>",
              "<|end_of_text|>",
              "<|im_start|>",
              "<|im_end|>",
              "<think>",
              "<tool_call>");
      assertThat(SpecialTexts.of(model.file())).isEqualTo(model.specialTexts());
      assertThat(model.file()).extracting(GgufFile::architecture).isEqualTo("llama");
    }
  }

  /** The tiny model under a name of five letters. */
  private Path renamed(String name) throws IOException {
    byte[] bytes = Files.readAllBytes(RealEngine.randomModel());
    String header = new String(bytes, StandardCharsets.ISO_8859_1);
    System.arraycopy(
        name.getBytes(StandardCharsets.ISO_8859_1), 0, bytes, header.indexOf("llama"), 5);
    return Files.write(folder.resolve("renamed.gguf"), bytes);
  }
}

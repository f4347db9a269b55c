package io.github.slmsagemaker.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.slmsagemaker.deployment.engine.EngineKind;
import io.github.slmsagemaker.local.frontdoor.ApiKey;
import io.github.slmsagemaker.local.models.ProgressLines;
import io.github.slmsagemaker.local.startup.StartFailure;
import io.github.slmsagemaker.testkit.gguf.RandomArchitecture;
import io.github.slmsagemaker.testkit.gguf.RandomGguf;
import io.github.slmsagemaker.testkit.gguf.RandomShape;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** {@code ./slm local --model FILE} with files that are not Hermes'. */
@Timeout(120)
class OwnFileTest {
  private static final Path CACHE = Path.of("target", "own-file-cache").toAbsolutePath();

  @TempDir Path folder;
  private final ApiKey key = ApiKey.generate(new SecureRandom());
  private final List<String> said = new ArrayList<>();

  private LocalStack stack(Path file) {
    LocalSettings settings =
        new LocalSettings(
            0,
            new ModelChoice.GgufFile(file),
            new EngineChoice.Embedded(EngineKind.LLAMA_CPP),
            key);
    return new LocalStacks(Map.of("XDG_CACHE_HOME", CACHE.toString()))
        .start(settings, new ProgressLines(said::add, InstantSource.system()));
  }

  private Path random(RandomArchitecture architecture, List<String> added) {
    Path file = folder.resolve("mine.gguf");
    RandomGguf.write(file, RandomShape.tiny().withArchitecture(architecture), 1, added);
    return file;
  }

  private JsonNode chat(LocalStack stack, String model, String content, int maxTokens)
      throws IOException {
    String body =
        """
        {"model":"%s","messages":[{"role":"user","content":"%s"}],"max_tokens":%d,"temperature":0}"""
            .formatted(model, content, maxTokens);
    try (Caller caller = Caller.post(stack.baseUrl(), "/chat/completions", key, body)) {
      return caller.json();
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"LLAMA", "QWEN2", "PHI3", "GEMMA2"})
  void a_model_of_another_architecture_answers(RandomArchitecture architecture) throws IOException {
    try (LocalStack stack = stack(random(architecture, List.of()))) {
      assertThat(chat(stack, "mine", "hello", 3).at("/usage/completion_tokens").asInt())
          .isBetween(1, 3);
      assertThat(said).isEmpty();
    }
  }

  /** A broken string reads as if the client had written the space, token for token. */
  @ParameterizedTest
  @ValueSource(strings = {"<think>", "</s>", "<tool_call>", "<|im_start|>", "<|mine|>"})
  void what_the_file_calls_special_cannot_be_made_by_client_text(String special)
      throws IOException {
    List<String> added = List.of("<think>", "</s>", "<tool_call>", "<|mine|>");
    String broken = special.charAt(0) + " " + special.substring(1);
    try (LocalStack stack = stack(random(RandomArchitecture.QWEN2, added))) {
      assertThat(promptTokens(stack, special)).isEqualTo(promptTokens(stack, broken));
    }
  }

  private int promptTokens(LocalStack stack, String content) throws IOException {
    return chat(stack, "mine", content, 1).at("/usage/prompt_tokens").asInt();
  }

  @Test
  void an_unknown_architecture_is_refused_with_the_way_out() throws IOException {
    Path file = random(RandomArchitecture.LLAMA, List.of());
    byte[] bytes = Files.readAllBytes(file);
    int at = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("llama");
    System.arraycopy("qwen3".getBytes(StandardCharsets.ISO_8859_1), 0, bytes, at, 5);
    Files.write(file, bytes);
    assertThatThrownBy(() -> stack(file))
        .isInstanceOf(StartFailure.class)
        .hasMessageContaining("architecture is qwen3")
        .hasMessageContaining("--llama-server-binary FILE");
  }

  /** {@code -Dreal.model=FILE}: any GGUF whose maker taught it ChatML. */
  @Test
  void a_real_model_answers_a_question() throws IOException {
    String file = System.getProperty("real.model", "");
    assumeTrue(!file.isEmpty(), "no -Dreal.model=FILE.gguf was given");
    try (LocalStack stack = stack(Path.of(file))) {
      String name = Path.of(file).getFileName().toString().replace(".gguf", "");
      JsonNode reply = chat(stack, name, "What is the capital of France?", 60);
      assertThat(reply.at("/choices/0/message/content").asString()).containsPattern("Paris|France");
      assertThat(said).isEmpty();
    }
  }
}

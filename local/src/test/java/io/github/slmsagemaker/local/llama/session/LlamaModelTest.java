package io.github.slmsagemaker.local.llama.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.slmsagemaker.local.llama.Generation;
import io.github.slmsagemaker.local.llama.GenerationRequest;
import io.github.slmsagemaker.local.llama.LlamaException;
import io.github.slmsagemaker.local.llama.RealEngine;
import io.github.slmsagemaker.local.llama.Sampling;
import io.github.slmsagemaker.local.gguf.GgufException;
import io.github.slmsagemaker.testkit.gguf.RandomShape;
import io.github.slmsagemaker.testkit.gguf.Encoding;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class LlamaModelTest {
  private LlamaModel model;

  @BeforeEach
  void load() {
    model = RealEngine.model();
  }

  @AfterEach
  void close() {
    if (model != null) {
      model.close();
    }
  }

  private String text(int[] ids, boolean renderSpecial) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Arrays.stream(ids).forEach(id -> bytes.writeBytes(model.pieceBytes(id, renderSpecial)));
    return bytes.toString(StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "hello world",
        "the user and you",
        "\n\n\ttabs\r\n",
        "Grüße, 你好, 🙂👩‍👩‍👧",
        "a\0b",
        "\u202Eright to left",
        "<|im_start|>user",
        "{\"a\": [1, 2]}"
      })
  void text_survives_its_tokens(String text) {
    assertThat(text(model.tokenize(text, false, false), false)).isEqualTo(text);
  }

  @Test
  void random_text_survives_its_tokens() {
    SplittableRandom random = new SplittableRandom(RealEngine.SEED);
    for (int round = 0; round < 300; round++) {
      StringBuilder text = new StringBuilder();
      for (int i = random.nextInt(60); i > 0; i--) {
        int codePoint = random.nextInt(random.nextBoolean() ? 0x80 : 0x11_0000);
        text.appendCodePoint(codePoint >= 0xD800 && codePoint < 0xE000 ? '?' : codePoint);
      }
      assertThat(text(model.tokenize(text.toString(), false, false), false))
          .as("seed %d round %d", RealEngine.SEED, round)
          .isEqualTo(text.toString());
    }
  }

  /** What a budget reserves for a prompt: never less than it comes to (8 beside its bytes). */
  @Test
  void a_text_has_no_more_tokens_than_bytes_beside_what_engines_add() {
    SplittableRandom random = new SplittableRandom(RealEngine.SEED);
    List<String> parts =
        List.of(
            "<|im_start|>", "<|im_end|>\n", " ", "\n\n", "\t", "a", "Zq", "é", "漢", "🇫🇷", "\0");
    for (int round = 0; round < 500; round++) {
      StringBuilder text = new StringBuilder();
      for (int i = random.nextInt(80); i > 0; i--) {
        int codePoint = random.nextInt(0x11_0000);
        boolean lone = codePoint >= 0xD800 && codePoint < 0xE000;
        text.append(
            lone || random.nextBoolean()
                ? parts.get(random.nextInt(parts.size()))
                : Character.toString(codePoint));
      }
      int bytes = text.toString().getBytes(StandardCharsets.UTF_8).length;
      for (boolean special : List.of(true, false)) {
        assertThat(model.tokenize(text.toString(), special, special).length)
            .as("seed %d round %d: %s", RealEngine.SEED, round, text)
            .isLessThanOrEqualTo(bytes + 8);
      }
    }
  }

  @Test
  void long_text_survives_its_tokens() {
    String text = "no break in this one ".replace(" ", "").repeat(20_000);
    assertThat(text(model.tokenize(text, false, false), false)).isEqualTo(text);
  }

  @Test
  void a_lone_surrogate_counts_as_a_question_mark() {
    assertThat(text(model.tokenize("a\ud800b", false, false), false)).isEqualTo("a?b");
  }

  @Test
  void words_become_single_tokens() {
    assertThat(model.tokenize("hello the", false, false)).hasSize(2);
  }

  @Test
  void control_tokens_come_only_where_asked_for() {
    int[] parsed = model.tokenize("<|im_start|>", false, true);
    assertThat(parsed).hasSize(1);
    assertThat(model.isControl(parsed[0])).isTrue();
    assertThat(model.pieceBytes(parsed[0], false)).isEmpty();
    assertThat(text(parsed, true)).isEqualTo("<|im_start|>");
    assertThat(Arrays.stream(model.tokenize("<|im_start|>", false, false)).boxed())
        .hasSizeGreaterThan(3)
        .noneMatch(model::isControl);
  }

  @Test
  void the_beginning_is_added_where_asked_for() {
    assertThat(model.tokenize("a", true, false)).hasSize(2).startsWith(model.beginOfSequence());
    assertThat(model.tokenize("", true, false)).containsExactly(model.beginOfSequence());
  }

  @Test
  void the_end_tokens_are_those_of_the_vocabulary() {
    assertThat(text(new int[] {model.endOfSequence()}, true)).isEqualTo("<|im_end|>");
    assertThat(model.isEndOfGeneration(model.endOfSequence())).isTrue();
    assertThat(model.isEndOfGeneration(model.beginOfSequence())).isFalse();
  }

  @Test
  void llama_cpp_and_the_file_agree() {
    assertThat(model.vocabularySize()).isEqualTo(model.file().shape().vocabulary());
    assertThat(model.trainingContext()).isEqualTo(model.file().shape().trainingContext());
    assertThat(model.sizeBytes())
        .isEqualTo(model.file().tensors().stream().mapToLong(t -> t.sizeBytes()).sum());
    assertThat(model.parameterCount())
        .isEqualTo(model.file().tensors().stream().mapToLong(t -> t.elements()).sum());
  }

  @ParameterizedTest
  @EnumSource(names = {"F32", "F16", "Q8_0", "Q4_0", "Q4_K"})
  void every_written_encoding_computes_finite_and_varied_logits(Encoding type) {
    RandomShape shape = new RandomShape(2, 4, 2, 256, 512, 0, 256, type);
    Path file = RealEngine.randomModel(shape, 5);
    try (LlamaModel other = LlamaModel.load(RealEngine.library(), file);
        LlamaSession session = LlamaSession.open(other, RealEngine.options())) {
      Generation generation =
          session.generate(
              GenerationRequest.of(
                  other.tokenize("hello", true, false),
                  40,
                  Sampling.builder()
                      .seed(3)
                      .logitBias(other.endOfSequence(), Double.NEGATIVE_INFINITY)
                      .build()),
              _ -> true,
              RealEngine.NEVER);
      assertThat(generation.ids().stream().distinct()).hasSizeGreaterThan(10);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, Integer.MAX_VALUE, Integer.MIN_VALUE})
  void an_id_outside_the_vocabulary_is_refused(int id) {
    List<Callable<?>> calls =
        List.of(
            () -> model.pieceBytes(id, true),
            () -> model.isEndOfGeneration(id),
            () -> model.isControl(id));
    for (Callable<?> call : calls) {
      assertThatThrownBy(call::call)
          .isInstanceOf(LlamaException.InvalidRequest.class)
          .hasMessageContaining("token id " + id);
    }
  }

  @Test
  void a_closed_model_refuses_and_closes_again() {
    model.close();
    model.close();
    assertThatThrownBy(() -> model.tokenize("a", true, true))
        .isInstanceOf(LlamaException.Closed.class);
    assertThatThrownBy(() -> LlamaSession.open(model, RealEngine.options()))
        .isInstanceOf(LlamaException.Closed.class);
  }

  @Test
  void threads_tokenise_side_by_side() throws Exception {
    String text = "hello world and the user ".repeat(50);
    int[] expected = model.tokenize(text, true, false);
    try (var threads = Executors.newFixedThreadPool(4)) {
      List<Future<int[]>> results =
          threads.invokeAll(
              Stream.generate(() -> (Callable<int[]>) () -> model.tokenize(text, true, false))
                  .limit(200)
                  .toList());
      for (Future<int[]> result : results) {
        assertThat(result.get()).isEqualTo(expected);
      }
    }
  }

  @Test
  void a_file_that_is_no_model_is_refused_before_llama_cpp(@TempDir Path folder)
      throws IOException {
    Path file = Files.writeString(folder.resolve("page.gguf"), "<html>");
    assertThatThrownBy(() -> LlamaModel.load(RealEngine.library(), file))
        .isInstanceOf(GgufException.class);
  }

  @Test
  void what_llama_cpp_refuses_comes_with_its_reason(@TempDir Path folder) throws IOException {
    byte[] bytes = Files.readAllBytes(RealEngine.randomModel());
    String header = new String(bytes, StandardCharsets.ISO_8859_1);
    byte[] renamed = "output_nurm.weight".getBytes(StandardCharsets.ISO_8859_1);
    System.arraycopy(renamed, 0, bytes, header.indexOf("output_norm.weight"), renamed.length);
    Path file = Files.write(folder.resolve("lacking.gguf"), bytes);
    assertThatThrownBy(() -> LlamaModel.load(RealEngine.library(), file))
        .isInstanceOf(LlamaException.LoadFailed.class)
        .hasMessageContaining("lacking.gguf")
        .hasMessageContaining("output_norm");
  }
}

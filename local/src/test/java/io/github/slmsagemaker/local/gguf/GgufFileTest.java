package io.github.slmsagemaker.local.gguf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.slmsagemaker.local.gguf.GgufException.Reason;
import io.github.slmsagemaker.testkit.gguf.Encoding;
import io.github.slmsagemaker.testkit.gguf.RandomGguf;
import io.github.slmsagemaker.testkit.gguf.RandomShape;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class GgufFileTest {
  private static final long SEED = 42;
  @TempDir Path folder;
  private Path model;

  @BeforeEach
  void write() {
    model = folder.resolve("model.gguf");
    RandomGguf.write(model, RandomShape.tiny(), SEED);
  }

  @Test
  void a_file_says_what_it_is() {
    GgufFile file = GgufFile.read(model);
    assertThat(file.version()).isEqualTo(3);
    assertThat(file.name()).contains("random-42");
    assertThat(file.quantization()).contains("Q8_0");
    assertThat(file.shape())
        .isEqualTo(
            new ModelShape(2, 4, 2 * 2 * 2 * 32, 0, false, 128, file.shape().vocabulary(), 2048));
    assertThat(file.architecture()).isEqualTo("llama");
    assertThat(file.shape().vocabulary()).isBetween(350, 500);
    assertThat(file.tensors()).hasSize(3 + 2 * 9);
    assertThat(file.sizeBytes()).isBetween(200_000L, 600_000L);
    assertThat(file.metadata()).hasSize(20);
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "Q4_K_M")
  void every_encoding_that_can_be_written_is_whole(Encoding type) {
    RandomShape shape = new RandomShape(1, 4, 2, 256, 256, 0, 64, type);
    RandomGguf.write(model, shape, SEED);
    GgufFile file = GgufFile.read(model);
    assertThat(file.bytesOf(TensorType.valueOf(type.name()))).isGreaterThan(file.sizeBytes() / 2);
  }

  @Test
  void a_mixture_has_more_of_the_smaller_type() {
    RandomGguf.write(model, new RandomShape(8, 4, 2, 256, 256, 0, 64, Encoding.Q4_K_M), SEED);
    GgufFile file = GgufFile.read(model);
    assertThat(file.bytesOf(TensorType.Q6_K)).isPositive();
    assertThat(file.bytesOf(TensorType.Q4_K)).isGreaterThan(file.bytesOf(TensorType.Q6_K));
  }

  @Test
  void the_bytes_depend_on_the_seed_alone() throws IOException {
    Path again = folder.resolve("again.gguf");
    RandomGguf.write(again, RandomShape.tiny(), SEED);
    assertThat(Files.mismatch(model, again)).isEqualTo(-1);
    RandomGguf.write(again, RandomShape.tiny(), SEED + 1);
    assertThat(Files.mismatch(model, again)).isPositive();
  }

  @Test
  void writing_leaves_nothing_but_the_file() throws IOException {
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactly(model);
    }
  }

  @Test
  void a_truncated_file_names_both_sizes() throws IOException {
    byte[] bytes = Files.readAllBytes(model);
    Files.write(model, Arrays.copyOf(bytes, bytes.length - 1000));
    assertThatThrownBy(() -> GgufFile.read(model))
        .isInstanceOfSatisfying(
            GgufException.class, e -> assertThat(e.reason()).isEqualTo(Reason.TRUNCATED))
        .hasMessageContaining("has %,d bytes".formatted(bytes.length - 1000))
        .hasMessageContaining("need %,d".formatted(bytes.length))
        .hasMessageContaining(model.toString());
  }

  @Test
  void a_file_cut_anywhere_is_refused_in_one_line() throws IOException {
    byte[] bytes = Files.readAllBytes(model);
    for (int length = 0; length < bytes.length; length += length < 20_000 ? 97 : 9973) {
      Files.write(model, Arrays.copyOf(bytes, length));
      Reason expected = length < 4 ? Reason.NOT_GGUF : Reason.TRUNCATED;
      assertThatThrownBy(() -> GgufFile.read(model))
          .as("cut to %d bytes", length)
          .isInstanceOfSatisfying(
              GgufException.class, e -> assertThat(e.reason()).isEqualTo(expected))
          .message()
          .hasLineCount(1);
    }
  }

  @Test
  void random_damage_in_the_header_never_breaks_the_reader() throws IOException {
    SplittableRandom random = new SplittableRandom(SEED);
    byte[] bytes = Files.readAllBytes(model);
    for (int round = 0; round < 2000; round++) {
      byte[] damaged = bytes.clone();
      for (int i = 0; i < 4; i++) {
        damaged[random.nextInt(14_000)] = (byte) random.nextInt();
      }
      Files.write(model, damaged);
      try {
        assertThat(GgufFile.read(model).shape().layers()).isPositive();
      } catch (GgufException e) {
        assertThat(e).message().as("seed %d round %d", SEED, round).hasLineCount(1);
      }
    }
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "no such file,             UNREADABLE",
    "a folder,                 UNREADABLE",
    "an empty file,            NOT_GGUF",
    "text,                     NOT_GGUF",
    "version 1,                UNSUPPORTED_FORMAT",
    "big-endian,               UNSUPPORTED_FORMAT",
    "absurd tensor count,      CORRUPT",
    "absurd metadata count,    CORRUPT",
    "absurd key length,        CORRUPT"
  })
  void what_is_no_model_is_refused(String what, Reason reason) throws IOException {
    Path bad = bad(what);
    assertThatThrownBy(() -> GgufFile.read(bad))
        .isInstanceOfSatisfying(GgufException.class, e -> assertThat(e.reason()).isEqualTo(reason))
        .message()
        .hasLineCount(1)
        .startsWith(bad.toString())
        .contains(";");
  }

  private Path bad(String what) throws IOException {
    return switch (what) {
      case "no such file" -> folder.resolve("none.gguf");
      case "a folder" -> folder;
      case "an empty file" -> Files.write(model, new byte[0]);
      case "text" -> Files.writeString(model, "<html>\nnot found</html>");
      case "version 1" -> patched(bytes -> bytes.putInt(4, 1));
      case "big-endian" -> patched(bytes -> bytes.putInt(4, Integer.reverseBytes(3)));
      case "absurd tensor count" -> patched(bytes -> bytes.putLong(8, Long.MAX_VALUE));
      case "absurd metadata count" -> patched(bytes -> bytes.putLong(16, -1));
      case "absurd key length" -> patched(bytes -> bytes.putLong(24, 1L << 40));
      default -> throw new IllegalArgumentException(what);
    };
  }

  private Path patched(Consumer<ByteBuffer> change) throws IOException {
    byte[] bytes = Files.readAllBytes(model);
    change.accept(ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN));
    return Files.write(model, bytes);
  }

  private static void replace(ByteBuffer bytes, String old, String wanted) {
    byte[] all = new byte[bytes.capacity()];
    bytes.get(0, all);
    String text = new String(all, StandardCharsets.ISO_8859_1);
    bytes.put(text.indexOf(old), wanted.getBytes(StandardCharsets.ISO_8859_1));
  }

  @Test
  void control_characters_in_a_file_never_reach_the_message() throws IOException {
    Path bad = patched(bytes -> replace(bytes, "llama", "a\nb\rc"));
    assertThatThrownBy(() -> GgufFile.read(bad).shape())
        .message()
        .hasLineCount(1)
        .contains("a?b?c");
  }
}

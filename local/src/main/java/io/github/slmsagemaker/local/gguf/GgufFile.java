package io.github.slmsagemaker.local.gguf;

import io.github.slmsagemaker.local.gguf.GgufException.Reason;
import io.github.slmsagemaker.local.gguf.GgufValue.Text;
import io.github.slmsagemaker.local.gguf.GgufValue.Whole;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a GGUF file says about itself, read and checked without native code.
 *
 * <p>Reading succeeds only for a whole file: version 2 or 3, every tensor's data inside the file.
 * Tensor data itself is not read.
 */
public final class GgufFile {
  private final Path path;
  private final long sizeBytes;
  private final GgufHeader header;

  private GgufFile(Path path, long sizeBytes, GgufHeader header) {
    this.path = path;
    this.sizeBytes = sizeBytes;
    this.header = header;
    requireSingleFile();
    requireWhole();
  }

  /**
   * Reads and checks {@code path}.
   *
   * @throws GgufException with one line that names the file, what was seen, what was expected and
   *     what to do
   */
  public static GgufFile read(Path path) {
    if (Files.isDirectory(path)) {
      throw new GgufException(
          Reason.UNREADABLE, path, "is a folder, expected a GGUF file; name the file in it");
    }
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      long sizeBytes = channel.size();
      GgufInput input = new GgufInput(path, channel, sizeBytes);
      requireMagic(path, input);
      return new GgufFile(path, sizeBytes, GgufHeader.read(input));
    } catch (NoSuchFileException e) {
      throw new GgufException(
          Reason.UNREADABLE, path, "no such file, expected a GGUF model; check the path");
    } catch (IOException e) {
      throw new GgufException(
          Reason.UNREADABLE, path, "cannot be read (" + e + "); check its permissions");
    }
  }

  /** The file. */
  public Path path() {
    return path;
  }

  /** Length of the file in bytes. */
  public long sizeBytes() {
    return sizeBytes;
  }

  /** Version of the format, 2 or 3. */
  public int version() {
    return header.version();
  }

  /** All metadata in the file's order; arrays without their elements. */
  public Map<String, GgufValue> metadata() {
    return header.metadata();
  }

  /** All tensors in the file's order. */
  public List<GgufTensor> tensors() {
    return header.tensors();
  }

  /** The name of the model's architecture, such as {@code llama} or {@code qwen2}. */
  public String architecture() {
    return text("general.architecture").orElse("none");
  }

  /**
   * The model's numbers.
   *
   * @throws GgufException where the file lacks one, or has it in a form that is not known
   */
  public ModelShape shape() {
    return new ShapeReader(path, architecture(), header.metadata()).shape();
  }

  /** How the model was taught to converse, as a Jinja template, where the file says. */
  public Optional<String> chatTemplate() {
    return text("tokenizer.chat_template");
  }

  /** The model's own name ({@code general.name}), where the file has one. */
  public Optional<String> name() {
    return text("general.name");
  }

  /** How the weights are quantised, such as {@code Q4_K_M}, where the file says. */
  public Optional<String> quantization() {
    return header.metadata().get("general.file_type") instanceof Whole(long id)
        ? Optional.of(FileType.name(id))
        : Optional.empty();
  }

  /** Bytes of all tensors of one type. */
  public long bytesOf(TensorType type) {
    return tensors().stream()
        .filter(tensor -> tensor.type() == type)
        .mapToLong(GgufTensor::sizeBytes)
        .sum();
  }

  private Optional<String> text(String key) {
    return header.metadata().get(key) instanceof Text(String value)
        ? Optional.of(value)
        : Optional.empty();
  }

  private static void requireMagic(Path path, GgufInput input) throws IOException {
    String expected = ", expected a file that begins with \"GGUF\"; name a .gguf model";
    if (input.sizeBytes() < 4) {
      throw new GgufException(
          Reason.NOT_GGUF, path, "has %d bytes".formatted(input.sizeBytes()) + expected);
    }
    int magic = input.int32();
    if (magic != GgufHeader.MAGIC) {
      throw new GgufException(
          Reason.NOT_GGUF,
          path,
          "begins with bytes %08x".formatted(Integer.reverseBytes(magic)) + expected);
    }
  }

  private void requireSingleFile() {
    if (header.metadata().get("split.count") instanceof Whole(long parts) && parts > 1) {
      throw new GgufException(
          Reason.UNSUPPORTED_FORMAT,
          path,
          "is one of %d parts, expected a whole model; join them with llama-gguf-split --merge"
              .formatted(parts));
    }
  }

  private void requireWhole() {
    long needed = header.dataStart();
    for (GgufTensor tensor : header.tensors()) {
      needed = Math.max(needed, end(tensor));
    }
    if (header.tensors().isEmpty() || needed > sizeBytes) {
      throw new GgufException(
          Reason.TRUNCATED,
          path,
          "truncated: has %,d bytes, its %d tensors need %,d; get the file again"
              .formatted(sizeBytes, header.tensors().size(), needed));
    }
  }

  private long end(GgufTensor tensor) {
    try {
      return Math.addExact(Math.addExact(header.dataStart(), tensor.offset()), tensor.sizeBytes());
    } catch (ArithmeticException e) {
      throw new GgufException(
          Reason.CORRUPT,
          path,
          "tensor %s has dimensions %s at offset %d, more bytes than any file; get the file again"
              .formatted(tensor.name(), tensor.dimensions(), tensor.offset()));
    }
  }
}

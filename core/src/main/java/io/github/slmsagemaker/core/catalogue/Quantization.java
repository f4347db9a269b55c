package io.github.slmsagemaker.core.catalogue;

import java.net.URI;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One published form of a model's weights; what nobody could be read saying is absent.
 *
 * @param name such as {@code Q4_K_M}; unique within a model
 * @param format how the weights are stored
 * @param repository Hugging Face repository that holds them, {@code OWNER/NAME}
 * @param revision commit of that repository, 40 hex digits
 * @param file name within the repository; absent also where the weights are several files
 * @param size bytes of all files
 * @param sha256 checksum of the file, 64 lower-case hex digits
 * @param source where all this was read
 */
public record Quantization(
    String name,
    Format format,
    Optional<String> repository,
    Optional<String> revision,
    Optional<String> file,
    Optional<Size> size,
    Optional<String> sha256,
    String source) {

  private static final Pattern REPOSITORY =
      Pattern.compile("[A-Za-z0-9][\\w.-]*/[A-Za-z0-9][\\w.-]*");
  private static final Pattern REVISION = Pattern.compile("[0-9a-f]{40}");
  private static final Pattern FILE = Pattern.compile("[A-Za-z0-9][\\w.-]*");
  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

  public Quantization {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(format, "format");
    Objects.requireNonNull(size, "size");
    Objects.requireNonNull(source, "source");
    requireForm("repository", repository, REPOSITORY);
    requireForm("revision", revision, REVISION);
    requireForm("file", file, FILE);
    requireForm("sha256", sha256, SHA256);
  }

  /**
   * Where the file can be fetched: at the pinned revision, else at {@code main}, whose content only
   * the checksum decides.
   *
   * @param hub root of the hub, such as {@code https://huggingface.co/}
   * @return empty where repository or file are not known
   */
  public Optional<URI> location(URI hub) {
    String at = revision.orElse("main");
    return repository.flatMap(
        holder -> file.map(name -> hub.resolve("/" + holder + "/resolve/" + at + "/" + name)));
  }

  /** Whether it is one file whose content is known, so that it can be fetched and compared. */
  public boolean isPinned() {
    return repository.isPresent() && file.isPresent() && sha256.isPresent();
  }

  private static void requireForm(String field, Optional<String> value, Pattern form) {
    value
        .filter(text -> !form.matcher(text).matches())
        .ifPresent(
            text -> {
              throw new IllegalArgumentException(
                  field + " is '" + text + "', expected to match " + form.pattern());
            });
  }

  /** How weights are stored. */
  public enum Format {
    /** One file for llama.cpp. */
    GGUF,
    /** Several files for Text Generation Inference and its like. */
    SAFETENSORS,
    /** The same of fewer bits, which says in its {@code config.json} how it was made: AWQ, FP8. */
    QUANTIZED_SAFETENSORS
  }

  /**
   * How large the weights are.
   *
   * @param bytes the number, at least 1
   * @param exact whether it is that to the byte; otherwise it was read rounded, to the digits of
   *     the source
   */
  public record Size(long bytes, boolean exact) {
    public Size {
      if (bytes < 1) {
        throw new IllegalArgumentException("bytes is " + bytes + ", expected at least 1");
      }
    }
  }
}

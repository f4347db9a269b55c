package io.github.slmsagemaker.container;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The build context of the image, wherever this program comes from: a clone or a jar. */
public final class ContainerFiles {
  /** Paths within the context, the Dockerfile first. */
  public static final List<String> NAMES =
      List.of(
          "Dockerfile",
          "build/build-image",
          "build/check-engine",
          "build/collect-router",
          "build/fetch-model",
          "build/fetch-tokenizer",
          "checks.sh",
          "llama-cpp/beginning.sh",
          "llama-cpp/nginx.conf",
          "llama-cpp/options.sh",
          "llama-cpp/serve",
          "tgi/serve",
          "tgi/transformers.py");

  /** The request by which an engine reads what conversations begin with. */
  private static final String BEGINNING = "llama-cpp/beginning.json";

  private ContainerFiles() {}

  /**
   * Lets the image that is built from a folder remember what conversations begin with.
   *
   * @param beginning as the engine is sent it at the head of a prompt
   */
  public static void remember(Path folder, String beginning) {
    ObjectNode request = JsonNodeFactory.instance.objectNode();
    request
        .put("prompt", beginning)
        .put("n_predict", 0)
        .put("cache_prompt", true)
        .put("id_slot", 0);
    request.putArray("response_fields").add("tokens_evaluated");
    write(folder, BEGINNING, new ByteArrayInputStream(request.toString().getBytes(UTF_8)));
  }

  /**
   * Writes the files into a folder, readable for everyone: the container's user owns none of them.
   *
   * @throws UncheckedIOException if the folder cannot be written to
   */
  public static void copyTo(Path folder) {
    for (String name : NAMES) {
      try (InputStream bytes = ContainerFiles.class.getResourceAsStream("files/" + name)) {
        if (bytes == null) {
          throw new IllegalStateException(
              name + " is not packed; build the container module again");
        }
        write(folder, name, bytes);
      } catch (IOException e) {
        throw new UncheckedIOException("cannot read " + name, e);
      }
    }
  }

  private static void write(Path folder, String name, InputStream bytes) {
    try {
      Path file = folder.resolve(name);
      Files.createDirectories(file.getParent());
      Files.copy(bytes, file);
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + name + " to " + folder, e);
    }
  }
}

package io.github.slmsagemaker.core.openai.request;

import io.github.slmsagemaker.core.chat.Beginning;
import io.github.slmsagemaker.core.failure.Failure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** The file that {@link PromptFileReader} reads, by its name. */
public final class PromptFile {
  /** More than any context holds; a request cannot be larger either. */
  private static final int MOST_BYTES = 6 << 20;

  private static final String FORM =
      "{\"messages\":[{\"role\":\"system\",\"content\":\"...\"}],\"tools\":[...]}";

  private PromptFile() {}

  /**
   * Reads it.
   *
   * @param name of the setting
   * @throws IllegalArgumentException if it is not such a file; the sentence says what would do
   */
  public static Beginning read(String name, String file) {
    try {
      return PromptFileReader.read(bytes(file));
    } catch (IOException | InvalidPathException e) {
      throw new IllegalArgumentException(
          "%s is '%s', which cannot be read (%s); name a file of JSON with a system message"
              .formatted(name, file, reason(e)),
          e);
    } catch (Failure.BadRequest wrong) {
      throw new IllegalArgumentException(
          "%s is '%s', whose content is wrong: %s; it looks like %s"
              .formatted(name, file, wrong.explanation().replace("the body", "the file"), FORM),
          wrong);
    }
  }

  private static byte[] bytes(String file) throws IOException {
    try (InputStream in = Files.newInputStream(Path.of(file))) {
      byte[] bytes = in.readNBytes(MOST_BYTES + 1);
      if (bytes.length > MOST_BYTES) {
        throw new IOException("it has more than %d bytes".formatted(MOST_BYTES));
      }
      return bytes;
    }
  }

  /** The JDK's own words for a file that is not there are its name alone. */
  private static String reason(Exception e) {
    return e instanceof NoSuchFileException
        ? "there is no such file"
        : e.getClass().getSimpleName() + ": " + e.getMessage();
  }
}

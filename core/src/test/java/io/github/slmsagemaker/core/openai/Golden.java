package io.github.slmsagemaker.core.openai;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** Files that say what is expected, beside this class on the test class path. */
public final class Golden {
  private Golden() {}

  /** The text of a file. */
  public static String text(String name) {
    try (InputStream file = Golden.class.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(file, name).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** A reply, without the line feed that ends its file. */
  public static String reply(String name) {
    return text("golden/" + name).stripTrailing();
  }

  /** A whole stream. */
  public static String stream(String name) {
    return text("golden/" + name);
  }
}

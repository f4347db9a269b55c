package io.github.slmsagemaker.infra.constructs;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import software.amazon.awscdk.services.lambda.Code;

/** Functions in Python, whose runtime brings AWS's SDK: their source stands in the template. */
public final class InlineCode {
  private InlineCode() {}

  /**
   * A file beside a class; Lambda names it {@code index}.
   *
   * @param file at most 4096 characters, which is Lambda's limit
   */
  public static Code python(Class<?> beside, String file) {
    try (InputStream source = beside.getResourceAsStream(file)) {
      return Code.fromInline(
          new String(Objects.requireNonNull(source, file).readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

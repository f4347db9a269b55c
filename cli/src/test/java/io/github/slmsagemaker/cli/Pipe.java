package io.github.slmsagemaker.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.slmsagemaker.cli.chat.Keyboard;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.Optional;
import org.jline.terminal.Terminal;

/** A question without a person. */
public record Pipe(String question) implements Keyboard {
  /** Nothing is asked. */
  public static final Keyboard EMPTY = new Pipe("");

  @Override
  public Optional<Terminal> terminal() {
    return Optional.empty();
  }

  @Override
  public InputStream pipe() {
    return new ByteArrayInputStream(question.getBytes(UTF_8));
  }
}

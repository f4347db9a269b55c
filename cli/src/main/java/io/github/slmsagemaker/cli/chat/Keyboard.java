package io.github.slmsagemaker.cli.chat;

import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;

/** Where questions come from. */
public interface Keyboard {
  /**
   * The terminal of a person; empty where questions come in a pipe, or answers go into one.
   *
   * @throws IOException where it cannot be opened
   */
  Optional<Terminal> terminal() throws IOException;

  /** The pipe. */
  InputStream pipe();

  /** The process's own. */
  static Keyboard ofProcess() {
    return new Keyboard() {
      @Override
      public Optional<Terminal> terminal() throws IOException {
        return Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent()
            ? Optional.of(TerminalBuilder.builder().system(true).nativeSignals(true).build())
            : Optional.empty();
      }

      @Override
      public InputStream pipe() {
        return System.in;
      }
    };
  }
}

package io.github.slmsagemaker.cli.chat;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.jline.reader.EOFError;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.ParsedLine;
import org.jline.reader.Parser.ParseContext;
import org.jline.reader.impl.DefaultParser;
import org.jline.reader.impl.completer.StringsCompleter;
import org.jline.terminal.Terminal;

/** How lines are read: with a history that outlives the program, and several at once. */
final class Lines {
  private static final List<String> COMMANDS =
      List.of("/system", "/model", "/retry", "/clear", "/save", "/help");

  private Lines() {}

  /**
   * @param state where the history is kept
   */
  static LineReader of(Terminal terminal, Path state) throws IOException {
    return LineReaderBuilder.builder()
        .terminal(terminal)
        .appName("slm")
        .parser(new Blocks())
        .completer(new StringsCompleter(COMMANDS))
        .variable(LineReader.HISTORY_FILE, history(state))
        .variable(LineReader.SECONDARY_PROMPT_PATTERN, "")
        // A question may have an exclamation mark.
        .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
        .build();
  }

  /** Nobody else may read what was asked. */
  private static Path history(Path state) throws IOException {
    Path file = Files.createDirectories(state).resolve("chat-history");
    if (!Files.exists(file)
        && FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }
    return file;
  }

  /** Reads on until a block is closed; quotes and backslashes mean nothing else. */
  private static final class Blocks extends DefaultParser {
    Blocks() {
      setQuoteChars(new char[0]);
      setEscapeChars(new char[0]);
    }

    @Override
    public ParsedLine parse(String line, int cursor, ParseContext context) {
      if (context == ParseContext.ACCEPT_LINE && Input.goesOn(line)) {
        throw new EOFError(-1, -1, "a block is open");
      }
      return super.parse(line, cursor, context);
    }
  }
}

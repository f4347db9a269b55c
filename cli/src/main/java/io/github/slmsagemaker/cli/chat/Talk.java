package io.github.slmsagemaker.cli.chat;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Terminal;

/** A conversation with a person at a terminal. */
final class Talk {
  private static final String HELP =
      """
      Enter sends. Alt+Enter makes a new line, and so does Enter between \""" and \""".
      Ctrl-C stops an answer, Ctrl-D ends.
        /system TEXT   set the system prompt; /system shows it, /system - removes it
        /model NAME    talk to another model; /model shows those that are served
        /retry         ask the last question again
        /clear         forget the conversation
        /save FILE     write the conversation into a new file, as Markdown
        /help          this
      """;

  private final ChatClient client;
  private final Conversation conversation;
  private final LineReader lines;
  private final PrintWriter out;
  private final AtomicReference<Stop> stop = new AtomicReference<>(new Stop());

  Talk(ChatClient client, Conversation conversation, Terminal terminal, Path state)
      throws IOException {
    this.client = client;
    this.conversation = conversation;
    this.lines = Lines.of(terminal, state);
    this.out = terminal.writer();
    // While a line is read, JLine minds the signal itself.
    terminal.handle(Terminal.Signal.INT, _ -> stop.get().now());
  }

  /** Returns when the person has had enough. */
  void run() {
    tell("%s. /help tells what can be typed, Ctrl-D ends.".formatted(conversation.model()));
    while (true) {
      try {
        Input typed = Input.of(lines.readLine("> "));
        if (typed instanceof Input.Leave) {
          return;
        }
        obey(typed);
      } catch (UserInterruptException interrupted) {
        tell("Ctrl-D ends.");
      } catch (EndOfFileException end) {
        return;
      } catch (Refused refused) {
        tell("slm: %s\n/retry asks again.".formatted(refused.getMessage()));
      }
    }
  }

  private void obey(Input typed) {
    switch (typed) {
      case Input.Question(String text) -> {
        conversation.ask(text);
        answer();
      }
      case Input.Retry _ when conversation.retry() -> answer();
      case Input.Retry _ -> tell("Nothing was asked yet.");
      case Input.Help _ -> tell(HELP.stripTrailing());
      case Input.SystemPrompt(Optional<String> text) -> system(text);
      case Input.Model(Optional<String> name) -> model(name);
      case Input.Save(Optional<String> file) ->
          file.ifPresentOrElse(this::save, () -> tell("/save wants a file, such as /save talk.md"));
      case Input.Clear _ -> {
        conversation.clear();
        tell("A new conversation.");
      }
      case Input.Unknown(String command) -> tell(command + " is no command; /help shows them.");
      case Input.Nothing _, Input.Leave _ -> {}
    }
  }

  private void answer() {
    stop.set(new Stop());
    Optional<String> counted =
        new Answering(client, out, this::tell).next(conversation, stop.get());
    if (stop.get().told()) {
      tell("[stopped]");
    }
    counted.ifPresent(words -> tell("[" + words + "]"));
  }

  private void system(Optional<String> text) {
    text.ifPresent(prompt -> conversation.system(prompt.equals("-") ? "" : prompt));
    tell(
        conversation.system().isEmpty()
            ? "There is no system prompt."
            : "System prompt: " + conversation.system());
  }

  private void model(Optional<String> name) {
    name.ifPresent(conversation::model);
    tell(
        name.map("Talking to %s."::formatted)
            .orElseGet(
                () ->
                    "Served: %s. Talking to %s."
                        .formatted(String.join(", ", client.models()), conversation.model())));
  }

  private void save(String name) {
    try {
      Path file = Path.of(name);
      Files.writeString(file, conversation.page(), UTF_8, StandardOpenOption.CREATE_NEW);
      tell("Saved in %s.".formatted(file.toAbsolutePath()));
    } catch (IOException | InvalidPathException unwritable) {
      tell(
          "Not saved: %s (%s); give a file that is not there yet."
              .formatted(name, unwritable.getClass().getSimpleName()));
    }
  }

  private void tell(String text) {
    out.println(Visible.of(text));
    out.flush();
  }
}

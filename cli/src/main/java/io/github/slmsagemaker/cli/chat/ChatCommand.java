package io.github.slmsagemaker.cli.chat;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.slmsagemaker.cli.terminal.ExitCode;
import io.github.slmsagemaker.cli.terminal.Terminal;
import io.github.slmsagemaker.local.StateFolder;
import io.github.slmsagemaker.http.proxy.Proxies;
import io.github.slmsagemaker.local.startup.StartFailure;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code slm chat}: talks to what {@code slm local} runs, or to a deployment. */
@Command(
    name = "chat",
    mixinStandardHelpOptions = true,
    description =
        "Talks to the model: to what slm local runs on this machine or, where OPENAI_BASE_URL and"
            + " OPENAI_API_KEY are set, to what they name. In a pipe it answers once:"
            + " echo question | slm chat. /help tells what can be typed.")
public final class ChatCommand implements Callable<Integer> {
  @Option(
      names = "--model",
      paramLabel = "NAME",
      description = "Which of the models that are served. Default: the first.")
  private @Nullable String model;

  @Option(names = "--system", paramLabel = "TEXT", description = "The system prompt.")
  private String system = "";

  private final Terminal terminal;
  private final Keyboard keyboard;

  public ChatCommand(Terminal terminal, Keyboard keyboard) {
    this.terminal = terminal;
    this.keyboard = keyboard;
  }

  @Override
  public Integer call() throws IOException {
    Map<String, String> environment = terminal.environment();
    try (ChatClient client = new ChatClient(Api.of(environment), new Proxies(environment))) {
      Optional<org.jline.terminal.Terminal> person = keyboard.terminal();
      if (person.isEmpty()) {
        return once(client);
      }
      try (org.jline.terminal.Terminal screen = person.get()) {
        new Talk(client, conversation(client), screen, StateFolder.of(environment)).run();
        return ExitCode.OK;
      }
    } catch (Refused refused) {
      throw new StartFailure(String.valueOf(refused.getMessage()), refused);
    }
  }

  private int once(ChatClient client) throws IOException {
    String question = new String(keyboard.pipe().readAllBytes(), UTF_8).strip();
    if (question.isEmpty()) {
      terminal.say("nothing was asked; write a question into the pipe: echo question | slm chat");
      return ExitCode.USAGE;
    }
    Conversation conversation = conversation(client);
    conversation.ask(question);
    var _ = new Answering(client, terminal.out(), terminal::say).next(conversation, new Stop());
    return ExitCode.OK;
  }

  private Conversation conversation(ChatClient client) {
    if (model != null) {
      return new Conversation(model, system);
    }
    List<String> served = client.models();
    if (served.isEmpty()) {
      throw new Refused("the API serves no model; name one by --model");
    }
    return new Conversation(served.getFirst(), system);
  }
}

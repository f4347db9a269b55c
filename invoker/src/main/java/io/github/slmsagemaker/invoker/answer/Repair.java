package io.github.slmsagemaker.invoker.answer;

import io.github.slmsagemaker.core.chat.ChatRequest;
import io.github.slmsagemaker.core.chat.Message;
import io.github.slmsagemaker.core.chat.ToolChoice;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The request that shows a model what was wrong with its answer. */
final class Repair {
  private static final String CALLS = "Make every call of your answer again, corrected.";
  private static final String TEXT = "Write the whole JSON again, corrected, and nothing else.";

  private Repair() {}

  /**
   * The same conversation, and after it the answer and its problems. Calls are asked for again as
   * calls, a text as text alone, so that an engine that can holds the model to the schema.
   */
  static ChatRequest of(ChatRequest request, Attempt broken, List<String> problems) {
    ToolChoice choice = choice(request.toolChoice(), broken);
    String ask = choice instanceof ToolChoice.None ? TEXT : CALLS;
    List<Message> messages = new ArrayList<>(request.messages());
    messages.add(new Message.Assistant(broken.text().strip(), broken.calls()));
    messages.add(new Message.User(complaint(problems) + ask));
    return new ChatRequest(
        request.model(),
        messages,
        request.tools(),
        choice,
        request.parallelCalls(),
        request.responseFormat(),
        request.sampling(),
        request.maxTokens(),
        request.stop(),
        request.topLogprobs(),
        request.delivery());
  }

  private static ToolChoice choice(ToolChoice asked, Attempt broken) {
    return switch (asked) {
      case ToolChoice.Required required -> required;
      case ToolChoice.Named named -> named;
      case ToolChoice.None none -> none;
      case ToolChoice.Auto _ ->
          broken.calls().isEmpty() ? new ToolChoice.None() : new ToolChoice.Required();
    };
  }

  private static String complaint(List<String> problems) {
    return problems.stream()
        .map(problem -> "- " + problem + "\n")
        .collect(Collectors.joining("", "Your answer cannot be used:\n", ""));
  }
}

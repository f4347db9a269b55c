package io.github.slmsagemaker.cli.chat;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/**
 * Gets the next answer of a conversation and prints it while it comes. A model that is only
 * starting is waited for, as the API asks; nothing is asked twice once it has begun.
 *
 * @param out where the answer goes
 * @param tell where a line about waiting goes
 */
record Answering(ChatClient client, PrintWriter out, Consumer<String> tell) {
  /** A cold start is over by then, or will not be. */
  private static final Duration PATIENCE = Duration.ofMinutes(15);

  /**
   * Prints the answer and adds it to the conversation; a stopped one as far as it came.
   *
   * @return what was counted, in words; empty where the API did not say
   * @throws Refused where there is no whole answer
   */
  Optional<String> next(Conversation conversation, Stop stop) {
    Answer answer = new Answer(out);
    try {
      waiting(conversation, answer, stop);
    } finally {
      answer.endLine();
    }
    if (!stop.told() || !answer.text().isEmpty()) {
      conversation.answered(answer.text());
    }
    return answer.counted();
  }

  private void waiting(Conversation conversation, Answer answer, Stop stop) {
    Duration left = PATIENCE;
    while (!stop.told()) {
      try {
        client.answer(conversation.request(), answer::take, stop);
        return;
      } catch (Refused refused) {
        Duration pause = refused.retryAfter().orElse(PATIENCE);
        left = left.minus(pause.plusSeconds(1));
        if (left.isNegative()) {
          throw refused;
        }
        tell.accept("%s; asking again in %d s".formatted(refused.getMessage(), pause.toSeconds()));
        if (stop.within(pause)) {
          return;
        }
      }
    }
  }

  /** What has come. */
  private static final class Answer {
    private final PrintWriter out;
    private final StringBuilder text = new StringBuilder();
    private String counted = "";
    private String reason = "";

    Answer(PrintWriter out) {
      this.out = out;
    }

    String text() {
      return text.toString();
    }

    void take(JsonNode chunk) {
      JsonNode choice = chunk.path("choices").path(0);
      String piece = choice.path("delta").path("content").asString("");
      text.append(piece);
      out.print(Visible.of(piece));
      out.flush();
      reason = choice.path("finish_reason").asString(reason);
      JsonNode usage = chunk.path("usage");
      if (usage.isObject()) {
        counted =
            "%d tokens in, %d out"
                .formatted(
                    usage.path("prompt_tokens").asInt(), usage.path("completion_tokens").asInt());
      }
    }

    void endLine() {
      if (!text.isEmpty() && text.charAt(text.length() - 1) != '\n') {
        out.println();
      }
      out.flush();
    }

    Optional<String> counted() {
      String cut = reason.equals("length") ? ", cut at the end of the context" : "";
      return Optional.of(counted + cut).filter(words -> !words.isEmpty());
    }
  }
}

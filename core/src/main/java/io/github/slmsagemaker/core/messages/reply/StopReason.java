package io.github.slmsagemaker.core.messages.reply;

import io.github.slmsagemaker.core.openai.reply.FinishReason;
import java.util.Optional;

/**
 * Why an answer ended, in Anthropic's words.
 *
 * @param word one of theirs
 * @param stopSequence the client's text that ended it, where one did
 */
record StopReason(String word, Optional<String> stopSequence) {

  static StopReason of(FinishReason reason, Optional<String> stopSequence) {
    return switch (reason) {
      case STOP ->
          new StopReason(stopSequence.isPresent() ? "stop_sequence" : "end_turn", stopSequence);
      case LENGTH -> new StopReason("max_tokens", Optional.empty());
      case TOOL_CALLS -> new StopReason("tool_use", Optional.empty());
    };
  }
}

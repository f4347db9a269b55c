package io.github.slmsagemaker.invoker.dialect;

import io.github.slmsagemaker.core.engine.Completion;
import io.github.slmsagemaker.core.engine.Completion.FinishReason;
import io.github.slmsagemaker.core.engine.Engine.PieceListener;
import io.github.slmsagemaker.core.engine.Piece;
import io.github.slmsagemaker.core.engine.TokenLogprob;
import io.github.slmsagemaker.core.failure.Failure;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * A reply of Text Generation Inference: events of a token each, the last with the whole text and
 * the details; or, where it did not stream, an array of one document with both.
 *
 * <p>Special tokens (the end of the turn) are no text, except markup. The whole text at the end may
 * be longer than what its tokens gave, because the Python server holds a broken character back and
 * gives it only there; that rest is handed out last. The llama.cpp backend decodes token by token,
 * so there a character split over tokens is U+FFFD in the whole text as well and cannot be mended
 * without the vocabulary.
 */
final class TgiReply implements Reply {
  private final Set<String> markup;
  private final boolean wantsLogprobs;
  private final StringBuilder handedOut = new StringBuilder();
  private boolean markupHandedOut;
  private Optional<Completion> completion = Optional.empty();

  TgiReply(Set<String> markup, boolean wantsLogprobs) {
    this.markup = markup;
    this.wantsLogprobs = wantsLogprobs;
  }

  @Override
  public void event(JsonNode event, PieceListener pieces) {
    requireNoError(event);
    token(event.path("token"), pieces);
    JsonNode details = event.path("details");
    if (details.isObject()) {
      rest(event.path("generated_text").asString(""), pieces);
      completion = Optional.of(completion(details, details.path("input_length").asInt(-1)));
    }
  }

  @Override
  public void whole(JsonNode document, PieceListener pieces) {
    JsonNode answer = document.isArray() ? document.path(0) : document;
    requireNoError(answer);
    JsonNode details = answer.path("details");
    if (!details.isObject()) {
      throw new Failure.EngineFailed("the engine's answer lacks its details");
    }
    details.path("tokens").forEach(token -> token(token, pieces));
    rest(answer.path("generated_text").asString(""), pieces);
    completion = Optional.of(completion(details, details.path("prefill").size()));
  }

  @Override
  public Optional<Completion> completion() {
    return completion;
  }

  private void token(JsonNode token, PieceListener pieces) {
    String text = token.path("text").asString("");
    if (token.path("special").asBoolean(false)) {
      if (!markup.contains(text)) {
        return;
      }
      markupHandedOut = true;
    }
    List<TokenLogprob> logprobs =
        wantsLogprobs && token.path("logprob").isNumber()
            ? List.of(
                new TokenLogprob(text, ReplyNumbers.logprob(token.path("logprob")), List.of()))
            : List.of();
    if (!text.isEmpty() || !logprobs.isEmpty()) {
      handedOut.append(text);
      pieces.accept(new Piece(text, logprobs));
    }
  }

  /** Hands out what the whole text has beyond its tokens; it lacks markup, so then nothing. */
  private void rest(String whole, PieceListener pieces) {
    if (!markupHandedOut
        && whole.length() > handedOut.length()
        && whole.startsWith(handedOut.toString())) {
      pieces.accept(Piece.of(whole.substring(handedOut.length())));
    }
  }

  private static Completion completion(JsonNode details, int promptTokens) {
    int generated = details.path("generated_tokens").asInt(-1);
    if (generated < 0 || promptTokens < 0) {
      throw new Failure.EngineFailed("the engine's last event lacks its token counts");
    }
    return new Completion(
        finishReason(details.path("finish_reason").asString("")),
        promptTokens,
        generated,
        0,
        List.of(),
        Optional.empty());
  }

  private static FinishReason finishReason(String word) {
    return switch (word) {
      case "eos_token", "stop_sequence" -> FinishReason.STOP;
      case "length" -> FinishReason.LENGTH;
      default ->
          throw new Failure.EngineFailed(
              "the engine ended for a reason that is not known: '"
                  + EngineErrors.quote(word)
                  + "', expected eos_token, stop_sequence or length");
    };
  }

  private static void requireNoError(JsonNode node) {
    if (node.has("error")) {
      throw EngineErrors.inStream(node);
    }
  }
}

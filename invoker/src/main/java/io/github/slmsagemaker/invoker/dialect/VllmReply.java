package io.github.slmsagemaker.invoker.dialect;

import io.github.slmsagemaker.core.engine.Completion;
import io.github.slmsagemaker.core.engine.Completion.FinishReason;
import io.github.slmsagemaker.core.engine.Engine.PieceListener;
import io.github.slmsagemaker.core.engine.Piece;
import io.github.slmsagemaker.core.engine.TokenLogprob;
import io.github.slmsagemaker.core.failure.Failure;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * A reply of vLLM, whole or streamed: a streamed event is the same object in small, the last but
 * one says why it ended, and the last has the usage and no choice.
 *
 * <p>Only that last one is the end. {@code [DONE]} comes after an error as well, and proves
 * nothing; it is no JSON, so where no usage came before it the answer has failed.
 */
final class VllmReply implements Reply {
  private final int alternatives;
  private final List<Integer> ids = new ArrayList<>();
  private Optional<FinishReason> finishReason = Optional.empty();
  private Optional<Completion> completion = Optional.empty();

  VllmReply(int alternatives) {
    this.alternatives = alternatives;
  }

  @Override
  public void whole(JsonNode document, PieceListener pieces) {
    event(document, pieces);
  }

  @Override
  public void event(JsonNode event, PieceListener pieces) {
    if (event.has("error")) {
      throw EngineErrors.inStream(event);
    }
    JsonNode choice = event.path("choices").path(0);
    choice.path("token_ids").forEach(id -> ids.add(ReplyNumbers.whole(id)));
    String text = choice.path("text").asString("");
    List<TokenLogprob> logprobs = logprobs(choice.path("logprobs"));
    if (!text.isEmpty() || !logprobs.isEmpty()) {
      pieces.accept(new Piece(text, logprobs));
    }
    if (choice.path("finish_reason").isString()) {
      finishReason = Optional.of(finishReason(choice.path("finish_reason").stringValue()));
    }
    JsonNode usage = event.path("usage");
    if (usage.isObject() && finishReason.isPresent()) {
      completion = Optional.of(completion(usage, finishReason.get()));
    }
  }

  @Override
  public Optional<Completion> completion() {
    return completion;
  }

  private Completion completion(JsonNode usage, FinishReason reason) {
    int prompt = usage.path("prompt_tokens").asInt(-1);
    int generated = usage.path("completion_tokens").asInt(-1);
    if (prompt < 0 || generated < 0) {
      throw new Failure.EngineFailed("the engine's last event lacks its token counts");
    }
    return new Completion(
        reason,
        prompt,
        generated,
        usage.path("prompt_tokens_details").path("cached_tokens").asInt(0),
        ids.size() == generated ? ids : List.of(),
        Optional.empty());
  }

  private static FinishReason finishReason(String word) {
    return switch (word) {
      case "stop" -> FinishReason.STOP;
      case "length" -> FinishReason.LENGTH;
      default ->
          throw new Failure.EngineFailed(
              "the engine ended for a reason that is not known: '"
                  + EngineErrors.quote(word)
                  + "', expected stop or length");
    };
  }

  private List<TokenLogprob> logprobs(JsonNode columns) {
    List<TokenLogprob> logprobs = new ArrayList<>();
    JsonNode tokens = columns.path("tokens");
    for (int at = 0; at < tokens.size(); at++) {
      logprobs.add(
          new TokenLogprob(
              tokens.path(at).asString(""),
              ReplyNumbers.logprob(columns.path("token_logprobs").path(at)),
              likeliest(columns.path("top_logprobs").path(at))));
    }
    return logprobs;
  }

  /** The token itself is among them in any case, so there may be one more than was asked for. */
  private List<TokenLogprob> likeliest(JsonNode byText) {
    return byText
        .propertyStream()
        .map(
            other ->
                new TokenLogprob(other.getKey(), ReplyNumbers.logprob(other.getValue()), List.of()))
        .sorted(Comparator.comparingDouble(TokenLogprob::logprob).reversed())
        .limit(alternatives)
        .toList();
  }
}

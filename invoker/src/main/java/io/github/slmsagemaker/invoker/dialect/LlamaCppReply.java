package io.github.slmsagemaker.invoker.dialect;

import io.github.slmsagemaker.core.engine.Completion;
import io.github.slmsagemaker.core.engine.Completion.FinishReason;
import io.github.slmsagemaker.core.engine.Completion.Speed;
import io.github.slmsagemaker.core.engine.Engine.PieceListener;
import io.github.slmsagemaker.core.engine.Piece;
import io.github.slmsagemaker.core.engine.TokenLogprob;
import io.github.slmsagemaker.core.failure.Failure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * A reply of llama-server, whole or streamed: a streamed event is the same object in small, and the
 * last one says {@code stop: true}.
 *
 * <p>A stream loses ids: where a token ends inside a character its text is held back and its id
 * never appears. So ids are handed on only where there are as many as tokens were generated.
 *
 * <p>A reply in one piece that was cut inside a character ends in U+FFFD. Which of its last tokens
 * that stands for can be told only where log probabilities were asked for; see {@link
 * CutCharacter}.
 */
final class LlamaCppReply implements Reply {
  private final int alternatives;
  private final List<Integer> ids = new ArrayList<>();
  private Optional<Completion> completion = Optional.empty();
  private int unfinished;

  LlamaCppReply(int alternatives) {
    this.alternatives = alternatives;
  }

  @Override
  public void whole(JsonNode document, PieceListener pieces) {
    Optional<CutCharacter> cut = CutCharacter.of(document);
    if (cut.isEmpty()) {
      event(document, pieces);
      return;
    }
    unfinished = cut.get().tokens();
    event(document, piece -> pieces.accept(new Piece(cut.get().before(), piece.logprobs())));
    pieces.accept(Piece.of(cut.get().rest()));
  }

  @Override
  public void event(JsonNode event, PieceListener pieces) {
    if (event.has("error")) {
      throw EngineErrors.inStream(event);
    }
    event.path("tokens").forEach(id -> ids.add(ReplyNumbers.whole(id)));
    String text = event.path("content").asString("");
    List<TokenLogprob> logprobs = logprobs(event.path("completion_probabilities"));
    if (!text.isEmpty() || !logprobs.isEmpty()) {
      pieces.accept(new Piece(text, logprobs));
    }
    if (event.path("stop").asBoolean(false)) {
      completion = Optional.of(completion(event));
    }
  }

  @Override
  public Optional<Completion> completion() {
    return completion;
  }

  private Completion completion(JsonNode last) {
    int generated = last.path("tokens_predicted").asInt(-1);
    int prompt = last.path("tokens_evaluated").asInt(-1);
    if (generated < 0 || prompt < 0) {
      throw new Failure.EngineFailed("the engine's last event lacks its token counts");
    }
    JsonNode timings = last.path("timings");
    return new Completion(
        finishReason(last.path("stop_type").asString("")),
        prompt,
        generated,
        timings.path("cache_n").asInt(0),
        ids.size() == generated ? ids : List.of(),
        timings.isObject() ? Optional.of(speed(timings)) : Optional.empty(),
        unfinished,
        Optional.of(last.path("stopping_word").asString("")).filter(word -> !word.isEmpty()));
  }

  private static FinishReason finishReason(String stopType) {
    return switch (stopType) {
      case "eos", "word" -> FinishReason.STOP;
      case "limit" -> FinishReason.LENGTH;
      default ->
          throw new Failure.EngineFailed(
              "the engine ended for a reason that is not known: '"
                  + EngineErrors.quote(stopType)
                  + "', expected eos, word or limit");
    };
  }

  private static Speed speed(JsonNode timings) {
    return new Speed(millis(timings.path("prompt_ms")), millis(timings.path("predicted_ms")));
  }

  private static Duration millis(JsonNode node) {
    return Duration.ofNanos(Math.round(node.asDouble(0) * 1_000_000));
  }

  private List<TokenLogprob> logprobs(JsonNode tokens) {
    List<TokenLogprob> logprobs = new ArrayList<>();
    tokens.forEach(
        token -> {
          List<TokenLogprob> others = new ArrayList<>();
          token.path("top_logprobs").forEach(other -> others.add(logprob(other, List.of())));
          logprobs.add(logprob(token, others.subList(0, Math.min(alternatives, others.size()))));
        });
    return logprobs;
  }

  private static TokenLogprob logprob(JsonNode token, List<TokenLogprob> others) {
    double value = ReplyNumbers.logprob(token.path("logprob"));
    return new TokenLogprob(token.path("token").asString(""), value, others);
  }
}

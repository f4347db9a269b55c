package io.github.slmsagemaker.local.modelserver;

import io.github.slmsagemaker.local.llama.Generation;
import io.github.slmsagemaker.local.llama.GenerationRequest;
import io.github.slmsagemaker.local.llama.session.LlamaModel;
import io.github.slmsagemaker.local.llama.worker.LlamaWorker;
import io.github.slmsagemaker.local.llama.GeneratedToken;
import io.github.slmsagemaker.local.llama.StopReason;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** One reply of llama-server, as recorded from build 11669. */
final class LlamaServerReply implements Delivery.Wording {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final LlamaModel model;
  private final String modelName;
  private final Fields request;
  private final GenerationRequest generation;
  private final PartCutter cut;
  private final boolean streamed;
  private final StringBuilder content = new StringBuilder();
  private final ArrayNode probabilities = JSON.arrayNode();
  private final UnsentText unsent;
  private int predicted;

  LlamaServerReply(
      LlamaWorker worker,
      Fields request,
      GenerationRequest generation,
      PartCutter cut,
      boolean streamed) {
    this.model = worker.model();
    this.modelName = String.valueOf(worker.file().path().getFileName());
    this.request = request;
    this.generation = generation;
    this.cut = cut;
    this.streamed = streamed;
    this.unsent = new UnsentText(model);
  }

  /**
   * A token after which the text ends inside a character has no event, and no probability: both
   * come with the token that finishes the character, for all of its text.
   */
  @Override
  public Optional<JsonNode> event(Part part) {
    predicted++;
    content.append(part.text());
    unsent.take(part);
    if (part.token().unfinished()) {
      return Optional.empty();
    }
    ObjectNode event = JSON.objectNode().put("index", 0).put("content", unsent.text());
    event.putArray("tokens").add(part.token().id());
    event
        .put("stop", false)
        .put("id_slot", -1)
        .put("tokens_predicted", predicted)
        .put("tokens_evaluated", generation.prompt().size());
    if (generation.logprobs().isPresent()) {
      ObjectNode token = probability(part.token());
      probabilities.add(token);
      event.putArray("completion_probabilities").add(token);
    }
    unsent.clear();
    return Optional.of(event);
  }

  @Override
  public List<JsonNode> lastEvents(Generation answer) {
    return List.of(last(answer, unsent.text() + cut.held() + answer.unfinishedText()));
  }

  @Override
  public JsonNode document(Generation answer) {
    return last(answer, content + cut.held() + answer.unfinishedText());
  }

  private ObjectNode last(Generation answer, String text) {
    ObjectNode last = JSON.objectNode().put("index", 0).put("content", text);
    ArrayNode tokens = last.putArray("tokens");
    if (!streamed && request.flag("return_tokens", false)) {
      answer.ids().forEach(tokens::add);
    }
    last.put("id_slot", 0)
        .put("stop", true)
        .put("model", modelName)
        .put("tokens_predicted", answer.ids().size())
        .put("tokens_evaluated", answer.promptTokens())
        .put("prompt", model.text(generation.prompt()))
        .put("has_new_line", content.indexOf("\n") >= 0)
        .put("truncated", answer.stopReason() == StopReason.CONTEXT_FULL)
        .put("stop_type", stopType(answer.stopReason()))
        .put("stopping_word", cut.word())
        .put("tokens_cached", answer.promptTokens() + answer.ids().size() - 1);
    last.set("timings", timings(answer));
    if (!streamed && generation.logprobs().isPresent()) {
      last.set("completion_probabilities", probabilities);
    }
    List<String> wanted = request.texts("response_fields");
    return wanted.isEmpty() ? last : last.retain(wanted);
  }

  private String stopType(StopReason reason) {
    if (!cut.word().isEmpty()) {
      return "word";
    }
    return switch (reason) {
      case END_OF_GENERATION -> "eos";
      case LIMIT, CONTEXT_FULL -> "limit";
      case CANCELLED, STOPPED_BY_CONSUMER -> "none";
    };
  }

  private static ObjectNode timings(Generation answer) {
    int read = answer.promptTokens() - answer.cachedTokens();
    ObjectNode timings = JSON.objectNode().put("cache_n", answer.cachedTokens());
    put(timings, "prompt", read, answer.promptTime());
    put(timings, "predicted", answer.ids().size(), answer.predictedTime());
    return timings;
  }

  private static void put(ObjectNode timings, String what, int tokens, Duration time) {
    double millis = time.toNanos() / 1e6;
    timings
        .put(what + "_n", tokens)
        .put(what + "_ms", millis)
        .put(what + "_per_token_ms", tokens == 0 ? 0 : millis / tokens)
        .put(what + "_per_second", millis == 0 ? 0 : tokens * 1e3 / millis);
  }

  private ObjectNode probability(GeneratedToken token) {
    double own = token.logprob().orElseThrow();
    ObjectNode node = probability(token.id(), unsent.text(), unsent.bytes(), own);
    ArrayNode top = node.putArray("top_logprobs");
    token
        .likeliest()
        .forEach(
            other -> {
              byte[] bytes = model.pieceBytes(other.id(), true);
              String text = model.text(List.of(other.id()));
              top.add(probability(other.id(), text, bytes, other.logprob()));
            });
    return node;
  }

  private static ObjectNode probability(int id, String text, byte[] bytes, double logprob) {
    ObjectNode node = JSON.objectNode().put("id", id).put("token", text);
    ArrayNode values = node.putArray("bytes");
    for (byte one : bytes) {
      values.add(Byte.toUnsignedInt(one));
    }
    return node.put("logprob", logprob);
  }
}

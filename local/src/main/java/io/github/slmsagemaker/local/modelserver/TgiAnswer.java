package io.github.slmsagemaker.local.modelserver;

import io.github.slmsagemaker.local.llama.Generation;
import io.github.slmsagemaker.local.llama.GenerationRequest;
import io.github.slmsagemaker.local.llama.session.LlamaModel;
import io.github.slmsagemaker.local.llama.StopReason;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * One reply of Text Generation Inference. An event waits for the next token, because the last one
 * carries the details.
 */
final class TgiAnswer implements Delivery.Wording {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final LlamaModel model;
  private final Fields request;
  private final GenerationRequest generation;
  private final StringBuilder text = new StringBuilder();
  private final ArrayNode tokens = JSON.arrayNode();
  private @Nullable ObjectNode waiting;

  TgiAnswer(LlamaModel model, Fields request, GenerationRequest generation) {
    this.model = model;
    this.request = request;
    this.generation = generation;
  }

  @Override
  public Optional<JsonNode> event(Part part) {
    int id = part.token().id();
    boolean special = model.isControl(id);
    ObjectNode token =
        JSON.objectNode()
            .put("id", id)
            .put("text", part.text())
            .put("logprob", part.token().logprob().orElse(0))
            .put("special", special);
    text.append(special ? "" : part.text());
    tokens.add(token);
    Optional<JsonNode> earlier = Optional.ofNullable(waiting);
    ObjectNode event = JSON.objectNode().put("index", tokens.size());
    event.set("token", token);
    waiting = event.putNull("generated_text").putNull("details");
    return earlier;
  }

  @Override
  public List<JsonNode> lastEvents(Generation answer) {
    ObjectNode last = waiting;
    if (last == null) {
      return List.of();
    }
    last.put("generated_text", text.toString());
    ObjectNode details = details(answer).put("input_length", answer.promptTokens());
    last.set("details", details);
    return List.of(last);
  }

  @Override
  public JsonNode document(Generation answer) {
    Fields parameters = request.object("parameters");
    boolean full = parameters.flag("return_full_text", true);
    String prefix = full ? request.text("inputs", "") : "";
    ArrayNode document = JSON.arrayNode();
    ObjectNode only = document.addObject().put("generated_text", prefix + text);
    if (parameters.flag("details", false)) {
      ObjectNode details = details(answer);
      details.putArray("prefill");
      details.set("tokens", tokens);
      only.set("details", details);
    }
    return document;
  }

  private ObjectNode details(Generation answer) {
    boolean ended = answer.stopReason() == StopReason.END_OF_GENERATION;
    return JSON.objectNode()
        .put("finish_reason", ended ? "eos_token" : "length")
        .put("generated_tokens", answer.ids().size())
        .put("seed", generation.sampling().seed());
  }
}

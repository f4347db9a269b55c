package io.github.slmsagemaker.local.modelserver;

import io.github.slmsagemaker.local.llama.GeneratedToken;
import io.github.slmsagemaker.local.llama.Generation;
import io.github.slmsagemaker.local.llama.StopReason;
import io.github.slmsagemaker.local.llama.session.LlamaModel;
import io.github.slmsagemaker.local.llama.worker.LlamaWorker;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** One reply of vLLM, as recorded from 0.32.0. */
final class VllmAnswer implements Delivery.Wording {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final LlamaModel model;
  private final String modelName;
  private final Fields request;
  private final PartCutter cut;
  private final boolean stopIncluded;
  private final StringBuilder text = new StringBuilder();
  private final List<GeneratedToken> tokens = new ArrayList<>();

  VllmAnswer(LlamaWorker worker, Fields request, PartCutter cut) {
    this.model = worker.model();
    this.modelName = String.valueOf(worker.file().path().getFileName());
    this.request = request;
    this.cut = cut;
    this.stopIncluded = request.flag("include_stop_str_in_output", false);
  }

  @Override
  public Optional<JsonNode> event(Part part) {
    String shown = part.text() + (part.last() && stopIncluded ? cut.word() : "");
    text.append(shown);
    tokens.add(part.token());
    ObjectNode event = reply();
    choice(event, shown, List.of(part.token())).putNull("finish_reason").putNull("stop_reason");
    return Optional.of(event);
  }

  @Override
  public List<JsonNode> lastEvents(Generation answer) {
    List<JsonNode> events = new ArrayList<>();
    ObjectNode last = reply();
    end(choice(last, cut.held() + answer.unfinishedText(), List.of()), answer);
    events.add(last);
    if (request.object("stream_options").flag("include_usage", false)) {
      ObjectNode count = reply();
      count.putArray("choices");
      count.set("usage", usage(answer));
      events.add(count);
    }
    return events;
  }

  @Override
  public Optional<String> farewell() {
    return Optional.of("[DONE]");
  }

  @Override
  public JsonNode document(Generation answer) {
    ObjectNode document = reply();
    end(choice(document, text + cut.held() + answer.unfinishedText(), tokens), answer);
    document.set("usage", usage(answer));
    return document;
  }

  private ObjectNode reply() {
    return JSON.objectNode().put("object", "text_completion").put("model", modelName);
  }

  private ObjectNode choice(ObjectNode reply, String said, List<GeneratedToken> from) {
    ObjectNode choice = reply.putArray("choices").addObject().put("index", 0).put("text", said);
    choice.set("logprobs", request.has("logprobs") ? logprobs(from) : JSON.nullNode());
    if (request.flag("return_token_ids", false)) {
      ArrayNode ids = choice.putArray("token_ids");
      from.forEach(token -> ids.add(token.id()));
    } else {
      choice.putNull("token_ids");
    }
    return choice;
  }

  private void end(ObjectNode choice, Generation answer) {
    boolean stopped = !cut.word().isEmpty();
    boolean ended = stopped || answer.stopReason() == StopReason.END_OF_GENERATION;
    choice.put("finish_reason", ended ? "stop" : "length");
    choice.put("stop_reason", stopped ? cut.word() : null);
  }

  private static ObjectNode usage(Generation answer) {
    int generated = answer.ids().size();
    ObjectNode usage =
        JSON.objectNode()
            .put("prompt_tokens", answer.promptTokens())
            .put("total_tokens", answer.promptTokens() + generated)
            .put("completion_tokens", generated);
    usage.putObject("prompt_tokens_details").put("cached_tokens", answer.cachedTokens());
    return usage;
  }

  private ObjectNode logprobs(List<GeneratedToken> from) {
    ObjectNode columns = JSON.objectNode();
    ArrayNode texts = columns.putArray("tokens");
    ArrayNode values = columns.putArray("token_logprobs");
    ArrayNode tops = columns.putArray("top_logprobs");
    for (GeneratedToken token : from) {
      String own = model.text(List.of(token.id()));
      double value = token.logprob().orElse(0);
      texts.add(own);
      values.add(value);
      ObjectNode top = tops.addObject().put(own, value);
      token.likeliest().forEach(other -> top.put(model.text(List.of(other.id())), other.logprob()));
    }
    return columns;
  }
}

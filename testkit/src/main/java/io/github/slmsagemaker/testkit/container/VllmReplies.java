package io.github.slmsagemaker.testkit.container;

import io.github.slmsagemaker.testkit.recorded.Recording;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Says the same tokens to everything, in the form and with the manners that vLLM was recorded with:
 * 16 tokens unless told otherwise, {@code max_tokens} clamped to the room there is, a prompt that
 * leaves none refused; a stop string cut off the text, but not off ids and counts; usage in a
 * stream, ids and probabilities only where they are asked for. What it does not know it ignores.
 *
 * @param tokens texts of the tokens, then comes an end token that is counted but has no text
 * @param window tokens of prompt and answer together
 */
public record VllmReplies(List<String> tokens, int window) implements Replies {
  /** Tokens that every text has here, as in the recording. */
  public static final int PROMPT_TOKENS = 2;

  private static final int MOST_LOGPROBS = 20;
  private static final double LOGPROB = -0.5;
  private static final JsonMapper JSON = JsonMapper.builder().build();

  public VllmReplies {
    tokens = List.copyOf(tokens);
  }

  /** With more room than anybody uses. */
  public VllmReplies(List<String> tokens) {
    this(tokens, 8192);
  }

  @Override
  public ContainerAnswer to(JsonNode request) {
    JsonNode model = request.path("model");
    if (model.isString() && !model.stringValue().equals("tiny")) {
      return ContainerAnswer.of(Recording.vllm("unknown-model"));
    }
    if (request.path("logprobs").asInt(0) > MOST_LOGPROBS) {
      return ContainerAnswer.of(Recording.vllm("logprobs-too-many"));
    }
    JsonNode prompt = request.path("prompt");
    int read = prompt.isArray() ? prompt.size() : PROMPT_TOKENS;
    if (read >= window) {
      return ContainerAnswer.of(Recording.vllm(read == window ? "no-room" : "too-long"));
    }
    Said said = said(request, Math.min(window - read, mostTokens(request)));
    return request.path("stream").asBoolean(false)
        ? streamed(request, said, read)
        : whole(request, said, read);
  }

  private static int mostTokens(JsonNode request) {
    return request.path("max_tokens").asInt(16);
  }

  /**
   * What is said.
   *
   * @param tokens texts of the tokens, empty for the end token
   * @param texts what goes out with each of them
   */
  private record Said(List<String> tokens, List<String> texts, String finishReason) {}

  /** Text that could become a stop string is held back, unless that is to be in the text. */
  private Said said(JsonNode request, int most) {
    List<String> stops = request.path("stop").valueStream().map(JsonNode::stringValue).toList();
    boolean included = request.path("include_stop_str_in_output").asBoolean(false);
    int held =
        included ? 0 : Math.max(0, stops.stream().mapToInt(String::length).max().orElse(0) - 1);
    List<String> generated = new ArrayList<>();
    List<String> texts = new ArrayList<>();
    String text = "";
    int sent = 0;
    for (String token : tokens.subList(0, Math.min(most, tokens.size()))) {
      text += token;
      generated.add(token);
      for (String stop : stops) {
        int at = text.indexOf(stop);
        if (at >= 0) {
          texts.add(text.substring(sent, included ? at + stop.length() : at));
          return new Said(generated, texts, "stop");
        }
      }
      int upTo = Math.max(sent, text.length() - held);
      texts.add(text.substring(sent, upTo));
      sent = upTo;
    }
    if (most > tokens.size()) {
      generated.add("");
      texts.add(text.substring(sent));
      return new Said(generated, texts, "stop");
    }
    texts.add(texts.removeLast() + text.substring(sent));
    return new Said(generated, texts, "length");
  }

  private ContainerAnswer whole(JsonNode request, Said said, int read) {
    Recording recorded = Recording.vllm("whole");
    ObjectNode body = JSON.readTree(recorded.reply()).asObject();
    ObjectNode choice = body.path("choices").path(0).asObject();
    choice.put("text", String.join("", said.texts())).put("finish_reason", said.finishReason());
    fill(request, choice, said.tokens(), 0);
    count(body.path("usage").asObject(), read, said.texts().size());
    return ContainerAnswer.of(200, recorded.contentType(), body.toString());
  }

  private ContainerAnswer streamed(JsonNode request, Said said, int read) {
    Recording recorded = Recording.vllm("stream");
    List<ObjectNode> events =
        recorded
            .reply()
            .lines()
            .filter(line -> line.startsWith("data: {"))
            .map(line -> JSON.readTree(line.substring("data: ".length())).asObject())
            .toList();
    List<String> parts = new ArrayList<>();
    for (int at = 0; at < said.texts().size(); at++) {
      ObjectNode event = events.get(1).deepCopy();
      ObjectNode choice = event.path("choices").path(0).asObject();
      choice.put("text", said.texts().get(at));
      fill(request, choice, said.tokens().subList(at, at + 1), at);
      if (at == said.texts().size() - 1) {
        choice.put("finish_reason", said.finishReason());
      }
      parts.add(sse(event.toString()));
    }
    if (request.path("stream_options").path("include_usage").asBoolean(false)) {
      ObjectNode last = events.getLast().deepCopy();
      count(last.path("usage").asObject(), read, said.texts().size());
      parts.add(sse(last.toString()));
    }
    parts.add(sse("[DONE]"));
    return new ContainerAnswer(200, recorded.contentType(), parts);
  }

  private static void fill(JsonNode request, ObjectNode choice, List<String> texts, int from) {
    choice.putNull("token_ids");
    if (request.path("return_token_ids").asBoolean(false)) {
      ArrayNode ids = choice.putArray("token_ids");
      for (int at = 0; at < texts.size(); at++) {
        ids.add(from + at);
      }
    }
    if (request.path("logprobs").isNumber()) {
      ObjectNode columns = choice.putObject("logprobs");
      for (String column : List.of("text_offset", "token_logprobs", "tokens", "top_logprobs")) {
        columns.putArray(column);
      }
      for (String text : texts.stream().filter(text -> !text.isEmpty()).toList()) {
        columns.withArray("tokens").add(text);
        columns.withArray("token_logprobs").add(LOGPROB);
        columns.withArray("top_logprobs").addObject().put(text, LOGPROB).put("other", -1.5);
      }
    }
  }

  private static void count(ObjectNode usage, int read, int generated) {
    usage
        .put("prompt_tokens", read)
        .put("completion_tokens", generated)
        .put("total_tokens", read + generated);
  }

  private static String sse(String data) {
    return "data: " + data + "\n\n";
  }
}

package io.github.slmsagemaker.testkit.container;

import io.github.slmsagemaker.testkit.recorded.Recording;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Says the same tokens to everything, in the form that llama-server was recorded with; cut at
 * {@code n_predict}, and then with an end token that is counted but has no text.
 *
 * @param tokens texts of the tokens
 */
public record LlamaServerReplies(List<String> tokens) implements Replies {
  /** Tokens that every prompt has here, as in the recording. */
  public static final int PROMPT_TOKENS = 22;

  private static final String PAGES =
      """
      {"status": "ok", "default_generation_settings": {"n_ctx": 4096}, "model_path": "/m/fake.gguf"}
      """;

  private static final JsonMapper JSON = JsonMapper.builder().build();

  public LlamaServerReplies {
    tokens = List.copyOf(tokens);
  }

  /** A request without a body asks for {@code /health} or {@code /props}, here one page. */
  @Override
  public ContainerAnswer to(JsonNode request) {
    if (request.isMissingNode()) {
      return ContainerAnswer.of(200, "application/json", PAGES);
    }
    int asked = request.path("n_predict").asInt();
    // Less than 0 asks for as many as there are.
    int most = asked < 0 ? Integer.MAX_VALUE : asked;
    boolean cut = most <= tokens.size();
    List<String> said = tokens.subList(0, Math.min(most, tokens.size()));
    int generated = cut ? most : tokens.size() + 1;
    return request.path("stream").asBoolean(false)
        ? streamed(said, generated, cut)
        : whole(said, generated, cut);
  }

  private static ContainerAnswer whole(List<String> said, int generated, boolean cut) {
    Recording recorded = Recording.llamaServer("completion");
    ObjectNode body = JSON.readTree(recorded.reply()).asObject();
    body.put("content", String.join("", said));
    ArrayNode ids = body.putArray("tokens");
    for (int id = 0; id < generated; id++) {
      ids.add(id);
    }
    end(body, generated, cut);
    return ContainerAnswer.of(200, recorded.contentType(), body.toString());
  }

  private static ContainerAnswer streamed(List<String> said, int generated, boolean cut) {
    Recording recorded = Recording.llamaServer("completion-stream");
    List<ObjectNode> events =
        recorded
            .reply()
            .lines()
            .filter(line -> line.startsWith("data: "))
            .map(line -> JSON.readTree(line.substring("data: ".length())).asObject())
            .toList();
    List<String> parts = new ArrayList<>();
    for (int i = 0; i < said.size(); i++) {
      ObjectNode event = events.getFirst().deepCopy().put("content", said.get(i));
      event.putArray("tokens").add(i);
      parts.add(sse(event.put("tokens_predicted", i + 1)));
    }
    ObjectNode last = events.getLast().deepCopy();
    end(last, generated, cut);
    parts.add(sse(last));
    return new ContainerAnswer(200, recorded.contentType(), parts);
  }

  /** One end for both forms: their recordings differ in what the engine had cached. */
  private static void end(ObjectNode last, int generated, boolean cut) {
    last.put("tokens_predicted", generated).put("stop_type", cut ? "limit" : "eos");
    last.withObject("timings").put("cache_n", 0);
  }

  private static String sse(ObjectNode event) {
    return "data: " + event + "\n\n";
  }
}

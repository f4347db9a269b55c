package io.github.slmsagemaker.core.openai.request;

import io.github.slmsagemaker.core.json.Field;
import io.github.slmsagemaker.core.json.Fields;
import io.github.slmsagemaker.core.json.Refusal;
import io.github.slmsagemaker.core.json.StrictJson;
import io.github.slmsagemaker.core.chat.ChatRequest;
import io.github.slmsagemaker.core.chat.Message;
import io.github.slmsagemaker.core.chat.ToolDefinition;
import io.github.slmsagemaker.core.failure.Failure.BadRequest;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import tools.jackson.databind.node.ObjectNode;

/** Reads the body of {@code POST /v1/chat/completions}. */
public final class ChatRequestReader {
  static final int MAX_TOP_LOGPROBS = 20;

  private ChatRequestReader() {}

  /**
   * Reads a body from its bytes.
   *
   * @throws BadRequest for a body that is not strict JSON, or breaks a rule of the API
   */
  public static ChatRequest read(byte[] body) {
    return read(StrictJson.parseObject(body));
  }

  /**
   * Reads a parsed body.
   *
   * @throws BadRequest for a body that breaks a rule of the API; it names the field
   */
  public static ChatRequest read(ObjectNode root) {
    Fields body = new Fields("", root);
    RequestFields.admitChat(body);
    GenerationFields generation = new GenerationFields(body);
    String model = generation.model();
    List<Message> messages = MessagesReader.read(body.required("messages"));
    generation.requireOne("n");
    requireTextModality(body);
    List<ToolDefinition> tools = ToolsReader.tools(body.optional("tools"));
    return new ChatRequest(
        model,
        messages,
        tools,
        ToolsReader.choice(body.optional("tool_choice"), tools),
        ResponseFormatReader.read(body.optional("response_format")),
        generation.sampling(),
        maxTokens(body),
        generation.stop(),
        topLogprobs(body, generation.flag("logprobs")),
        generation.delivery());
  }

  private static void requireTextModality(Fields body) {
    for (Field modalities : body.optional("modalities").stream().toList()) {
      for (Field modality : modalities.array(1, 1)) {
        if (!modality.string().equals("text")) {
          throw modality.unsupported("\"text\": the model reads and writes text only");
        }
      }
    }
  }

  private static OptionalInt maxTokens(Fields body) {
    Optional<Integer> older = tokenCount(body, "max_tokens");
    Optional<Integer> newer = tokenCount(body, "max_completion_tokens");
    if (older.isPresent() && newer.isPresent() && !older.equals(newer)) {
      throw Refusal.field(
          "max_tokens",
          Refusal.INVALID_VALUE,
          "is "
              + older.get()
              + " and max_completion_tokens is "
              + newer.get()
              + ", expected the same value or only one of them");
    }
    return newer.or(() -> older).map(OptionalInt::of).orElse(OptionalInt.empty());
  }

  private static Optional<Integer> tokenCount(Fields body, String name) {
    return body.optional(name).map(field -> field.integer(1, Integer.MAX_VALUE));
  }

  private static OptionalInt topLogprobs(Fields body, boolean logprobs) {
    Optional<Integer> top =
        body.optional("top_logprobs").map(field -> field.integer(0, MAX_TOP_LOGPROBS));
    if (top.isPresent() && !logprobs) {
      throw Refusal.field(
          "top_logprobs", Refusal.INVALID_VALUE, "is there without logprobs; set logprobs to true");
    }
    return logprobs ? OptionalInt.of(top.orElse(0)) : OptionalInt.empty();
  }
}

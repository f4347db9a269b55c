package io.github.slmsagemaker.core.openai.request;

import io.github.slmsagemaker.core.json.Field;
import io.github.slmsagemaker.core.json.Fields;
import io.github.slmsagemaker.core.json.IgnoredFields;
import io.github.slmsagemaker.core.json.Refusal;
import io.github.slmsagemaker.core.json.StrictJson;
import io.github.slmsagemaker.core.chat.ChatRequest;
import io.github.slmsagemaker.core.chat.Message;
import io.github.slmsagemaker.core.chat.Sampling;
import io.github.slmsagemaker.core.failure.Failure.BadRequest;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/** Reads the body of {@code POST /v1/chat/completions}. */
public final class ChatRequestReader {
  static final int MAX_TOP_LOGPROBS = 20;

  private ChatRequestReader() {}

  /** Reads a body from its bytes, for whom what is dropped is of no interest. */
  public static ChatRequest read(byte[] body) {
    return read(body, new IgnoredFields());
  }

  /** Reads a body from its bytes, for a model of which nothing is known. */
  public static ChatRequest read(byte[] body, IgnoredFields ignored) {
    return read(body, ignored, Sampling.DEFAULT);
  }

  /**
   * Reads a body from its bytes.
   *
   * @param ignored told of fields that are dropped and have to be named
   * @param usual how tokens are drawn where the body says nothing
   * @throws BadRequest for a body that is not strict JSON, or breaks a rule of the API
   */
  public static ChatRequest read(byte[] body, IgnoredFields ignored, Sampling usual) {
    return read(StrictJson.parseObject(body), ignored, usual);
  }

  /**
   * Reads a parsed body.
   *
   * @param ignored told of fields that are dropped and have to be named
   * @param usual how tokens are drawn where the body says nothing
   * @throws BadRequest for a body that breaks a rule of the API; it names the field
   */
  public static ChatRequest read(ObjectNode root, IgnoredFields ignored, Sampling usual) {
    Fields body = new Fields("", root);
    OtherFields.admitChat(body, ignored);
    GenerationFields generation = new GenerationFields(body, usual);
    String model = generation.model();
    List<Message> messages = MessagesReader.read(body.required("messages"));
    generation.requireOne("n");
    generation.requireOne("best_of");
    requireNoFunctionCall(body);
    requireTextModality(body);
    ToolList tools = ToolsReader.tools(body.optional("tools"));
    return new ChatRequest(
        model,
        messages,
        tools.all(),
        ToolsReader.choice(body.optional("tool_choice"), tools, ignored),
        body.optional("parallel_tool_calls").map(Field::bool).orElse(true),
        ResponseFormatReader.read(body.optional("response_format"), ignored),
        generation.sampling(),
        maxTokens(body),
        generation.stop("stop"),
        topLogprobs(body, generation.flag("logprobs")),
        generation.delivery(ignored));
  }

  private static void requireNoFunctionCall(Fields body) {
    body.optional("function_call")
        .filter(choice -> !Set.of("none", "").contains(choice.node().asString("auto")))
        .ifPresent(
            choice -> {
              throw Refusal.field(
                  choice.path(),
                  Refusal.UNSUPPORTED_PARAMETER,
                  "is not supported: use tool_choice, its successor");
            });
  }

  private static void requireTextModality(Fields body) {
    for (Field modalities : body.optional("modalities").stream().toList()) {
      for (Field modality : modalities.array(0, 1)) {
        if (!modality.string().equals("text")) {
          throw modality.unsupported("\"text\": the model reads and writes text only");
        }
      }
    }
  }

  private static OptionalInt maxTokens(Fields body) {
    Optional<Integer> older = tokenCount(body, "max_tokens");
    Optional<Integer> newer = tokenCount(body, "max_completion_tokens");
    GenerationFields.requireSame("max_tokens", older, "max_completion_tokens", newer);
    return newer.or(() -> older).map(OptionalInt::of).orElse(OptionalInt.empty());
  }

  private static Optional<Integer> tokenCount(Fields body, String name) {
    return body.optional(name).map(field -> field.integer(1, Integer.MAX_VALUE));
  }

  private static OptionalInt topLogprobs(Fields body, boolean logprobs) {
    Optional<Integer> top =
        body.optional("top_logprobs").map(field -> field.integer(0, MAX_TOP_LOGPROBS));
    if (top.orElse(0) > 0 && !logprobs) {
      throw Refusal.field(
          "top_logprobs", Refusal.INVALID_VALUE, "is there without logprobs; set logprobs to true");
    }
    return logprobs ? OptionalInt.of(top.orElse(0)) : OptionalInt.empty();
  }
}

package io.github.slmsagemaker.core.responses.request;

import io.github.slmsagemaker.core.chat.ChatRequest;
import io.github.slmsagemaker.core.chat.Delivery;
import io.github.slmsagemaker.core.chat.Message;
import io.github.slmsagemaker.core.chat.Sampling;
import io.github.slmsagemaker.core.chat.ToolDefinition;
import io.github.slmsagemaker.core.failure.Failure.BadRequest;
import io.github.slmsagemaker.core.json.Field;
import io.github.slmsagemaker.core.json.Fields;
import io.github.slmsagemaker.core.json.IgnoredFields;
import io.github.slmsagemaker.core.json.StrictJson;
import io.github.slmsagemaker.core.openai.request.GenerationFields;
import io.github.slmsagemaker.core.openai.request.ToolList;
import io.github.slmsagemaker.core.responses.ResponsesRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads the body of {@code POST /v1/responses}. */
public final class ResponsesRequestReader {
  private static final int MAX_METADATA = 16;
  private static final int MAX_INCLUDED = 64;

  private ResponsesRequestReader() {}

  /** Reads a body from its bytes, for a model of which nothing is known. */
  public static ResponsesRequest read(byte[] bytes, IgnoredFields ignored) {
    return read(bytes, ignored, Sampling.DEFAULT);
  }

  /**
   * Reads a body from its bytes.
   *
   * @param ignored told of what is dropped and has to be named
   * @param usual how tokens are drawn where the body says nothing
   * @throws BadRequest for a body that is not strict JSON, or breaks a rule of the API
   */
  public static ResponsesRequest read(byte[] bytes, IgnoredFields ignored, Sampling usual) {
    Fields body = new Fields("", StrictJson.parseObject(bytes));
    ResponsesFields.KNOWN.admit(body, ignored);
    noteTruncation(body, ignored);
    noteInclude(body, ignored);
    Optional<String> instructions = text(body, "instructions");
    ToolList tools = FunctionTools.read(body.optional("tools"), ignored);
    FunctionChoice choice = FunctionChoice.read(body.optional("tool_choice"));
    return new ResponsesRequest(
        chat(body, usual, instructions, tools, choice),
        instructions,
        tools.all(),
        choice.choice(),
        choice.allowed(),
        metadata(body),
        text(body, "safety_identifier"),
        text(body, "prompt_cache_key"));
  }

  private static ChatRequest chat(
      Fields body,
      Sampling usual,
      Optional<String> instructions,
      ToolList tools,
      FunctionChoice choice) {
    GenerationFields generation = new GenerationFields(body, usual);
    String model = generation.model();
    List<Message> before = instructions.<Message>map(Message.System::new).stream().toList();
    List<Message> messages = InputReader.read(body.required("input"), before);
    List<ToolDefinition> callable = tools.named(choice.allowed(), "tool_choice.tools");
    return new ChatRequest(
        model,
        messages,
        callable,
        ToolList.of(callable).chosen(choice.choice(), "tool_choice", "tool_choice.name"),
        body.optional("parallel_tool_calls").map(Field::bool).orElse(true),
        TextFormat.read(body.optional("text")),
        generation.sampling(),
        body.optional("max_output_tokens")
            .map(field -> OptionalInt.of(field.integer(1, Integer.MAX_VALUE)))
            .orElse(OptionalInt.empty()),
        List.of(),
        OptionalInt.empty(),
        generation.flag("stream") ? new Delivery.Streamed(true) : new Delivery.Whole());
  }

  /** A prompt is never cut, so that {@code auto} is no more than {@code disabled} here. */
  private static void noteTruncation(Fields body, IgnoredFields ignored) {
    body.optional("truncation")
        .ifPresent(
            field -> {
              switch (field.string()) {
                case "disabled" -> {}
                case "auto" -> ignored.add(field.path());
                default -> throw field.wrongValue("disabled or auto");
              }
            });
  }

  /** What else could be included belongs to hosted tools, or to reasoning, and is never there. */
  private static void noteInclude(Fields body, IgnoredFields ignored) {
    for (Field include : body.optional("include").stream().toList()) {
      for (Field wanted : include.array(0, MAX_INCLUDED)) {
        if (wanted.string().equals("message.output_text.logprobs")) {
          throw wanted.unsupported("no log probabilities: /v1/chat/completions reports them");
        }
        ignored.add(include.path());
      }
    }
  }

  private static Optional<String> text(Fields body, String name) {
    return body.optional(name).map(Field::string);
  }

  private static Map<String, String> metadata(Fields body) {
    Optional<Fields> given = body.optional("metadata").map(Field::object);
    if (given.isEmpty()) {
      return Map.of();
    }
    List<Field> entries = given.get().present();
    if (entries.size() > MAX_METADATA) {
      throw body.required("metadata").wrongValue("at most " + MAX_METADATA + " entries");
    }
    Map<String, String> read = new LinkedHashMap<>();
    for (Field entry : entries) {
      read.put(entry.path().substring("metadata.".length()), entry.string());
    }
    return read;
  }
}

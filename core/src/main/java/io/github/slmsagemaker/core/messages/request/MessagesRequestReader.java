package io.github.slmsagemaker.core.messages.request;

import io.github.slmsagemaker.core.chat.ChatRequest;
import io.github.slmsagemaker.core.chat.Delivery;
import io.github.slmsagemaker.core.chat.Message;
import io.github.slmsagemaker.core.chat.Sampling;
import io.github.slmsagemaker.core.failure.Failure.BadRequest;
import io.github.slmsagemaker.core.json.Field;
import io.github.slmsagemaker.core.json.Fields;
import io.github.slmsagemaker.core.json.IgnoredFields;
import io.github.slmsagemaker.core.json.StrictJson;
import io.github.slmsagemaker.core.openai.request.GenerationFields;
import io.github.slmsagemaker.core.openai.request.ToolList;
import java.util.List;
import java.util.OptionalInt;

/** Reads the bodies of {@code POST /v1/messages} and {@code POST /v1/messages/count_tokens}. */
public final class MessagesRequestReader {
  private MessagesRequestReader() {}

  /** Reads a body from its bytes, for a model of which nothing is known. */
  public static ChatRequest read(byte[] bytes, IgnoredFields ignored) {
    return read(bytes, ignored, Sampling.DEFAULT);
  }

  /**
   * Reads a body from its bytes.
   *
   * @param ignored told of what is dropped and has to be named
   * @param usual how tokens are drawn where the body says nothing
   * @throws BadRequest for a body that is not strict JSON, or breaks a rule of the API
   */
  public static ChatRequest read(byte[] bytes, IgnoredFields ignored, Sampling usual) {
    Fields body = admitted(bytes, ignored);
    body.required("max_tokens");
    return request(body, ignored, usual);
  }

  /**
   * The same for a request whose prompt is only counted, so that it needs no {@code max_tokens}.
   *
   * @param ignored told of what is dropped and has to be named
   * @throws BadRequest as {@link #read}
   */
  public static ChatRequest readToCount(byte[] bytes, IgnoredFields ignored) {
    return request(admitted(bytes, ignored), ignored, Sampling.DEFAULT);
  }

  private static Fields admitted(byte[] bytes, IgnoredFields ignored) {
    Fields body = new Fields("", StrictJson.parseObject(bytes));
    MessagesFields.KNOWN.admit(body, ignored);
    return body;
  }

  private static ChatRequest request(Fields body, IgnoredFields ignored, Sampling usual) {
    GenerationFields generation = new GenerationFields(body, usual);
    String model = generation.model();
    ToolList tools = ClientTools.read(body.optional("tools"), ignored);
    ClientChoice choice = ClientChoice.read(body.optional("tool_choice"));
    List<Message> before =
        body
            .optional("system")
            .<Message>map(system -> new Message.System(BlockText.read(system)))
            .stream()
            .toList();
    return new ChatRequest(
        model,
        TurnsReader.read(body.required("messages"), before),
        tools.all(),
        tools.chosen(choice.choice(), "tool_choice.type", "tool_choice.name"),
        choice.parallelCalls(),
        OutputFormat.read(body.optional("output_config"), ignored),
        generation.sampling(),
        body.optional("max_tokens")
            .map(field -> OptionalInt.of(field.integer(1, Integer.MAX_VALUE)))
            .orElse(OptionalInt.empty()),
        generation.stop("stop_sequences"),
        OptionalInt.empty(),
        body.optional("stream").map(Field::bool).orElse(false)
            ? new Delivery.Streamed(true)
            : new Delivery.Whole());
  }
}

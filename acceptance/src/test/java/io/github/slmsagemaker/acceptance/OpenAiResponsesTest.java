package io.github.slmsagemaker.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.openai.client.OpenAIClient;
import com.openai.core.JsonValue;
import com.openai.core.http.StreamResponse;
import com.openai.errors.BadRequestException;
import com.openai.helpers.ResponseAccumulator;
import com.openai.models.responses.FunctionTool;
import com.openai.models.responses.Response;
import com.openai.models.responses.ResponseCreateParams;
import com.openai.models.responses.ResponseFunctionToolCall;
import com.openai.models.responses.ResponseInputItem;
import com.openai.models.responses.ResponseOutputItem;
import com.openai.models.responses.ResponseStatus;
import com.openai.models.responses.ResponseStreamEvent;
import io.github.slmsagemaker.deployment.engine.EngineKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** OpenAI's Java SDK, in the words of the Responses API; it checks each reply for its fields. */
@Dialect(EngineKind.LLAMA_CPP)
final class OpenAiResponsesTest {
  private final Deployment deployment;
  private final OpenAIClient client;

  OpenAiResponsesTest(Deployment deployment) {
    this.deployment = deployment;
    this.client = deployment.openAi();
  }

  @AfterEach
  void close() {
    client.close();
  }

  @Test
  void a_response_is_answered_and_valid() {
    Response reply = client.responses().create(ask(Chats.SUM).build()).validate();

    assertThat(text(reply)).contains("7");
    assertThat(reply.status()).contains(ResponseStatus.COMPLETED);
    assertThat(reply.usage().orElseThrow().totalTokens()).isPositive();
  }

  @Test
  void a_stream_accumulates_to_the_whole_reply_and_every_event_is_valid() {
    ResponseAccumulator accumulator = ResponseAccumulator.create();
    try (StreamResponse<ResponseStreamEvent> stream =
        client.responses().createStreaming(ask(Chats.SUM).build())) {
      stream.stream().map(ResponseStreamEvent::validate).forEach(accumulator::accumulate);
    }

    assertThat(text(accumulator.response()))
        .isEqualTo(text(client.responses().create(ask(Chats.SUM).build())))
        .contains("7");
  }

  @Test
  void a_tools_result_goes_back_in() {
    String question = "What is the weather in Paris?";
    Response first = client.responses().create(ask(question).addTool(weather()).build()).validate();
    ResponseFunctionToolCall call =
        first.output().stream()
            .flatMap(item -> item.functionCall().stream())
            .findFirst()
            .orElseThrow();
    assertThat(call.arguments()).contains("Paris");

    List<ResponseInputItem> input = new ArrayList<>();
    input.add(
        ResponseInputItem.ofMessage(
            ResponseInputItem.Message.builder()
                .role(ResponseInputItem.Message.Role.USER)
                .addInputTextContent(question)
                .build()));
    input.add(ResponseInputItem.ofFunctionCall(call));
    input.add(
        ResponseInputItem.ofFunctionCallOutput(
            ResponseInputItem.FunctionCallOutput.builder()
                .callId(call.callId())
                .output("{\"celsius\": 18}")
                .build()));
    Response second =
        client
            .responses()
            .create(ask(question).inputOfResponse(input).addTool(weather()).build())
            .validate();

    assertThat(text(second)).contains("18");
  }

  @Test
  void what_needs_a_memory_is_refused_with_the_field() {
    ResponseCreateParams request = ask(Chats.SUM).previousResponseId("resp_1").build();

    BadRequestException refusal =
        catchThrowableOfType(BadRequestException.class, () -> client.responses().create(request));
    assertThat(refusal.param()).contains("previous_response_id");
  }

  private ResponseCreateParams.Builder ask(String question) {
    return ResponseCreateParams.builder()
        .model(deployment.model())
        .temperature(0.0)
        .maxOutputTokens(64)
        .input(question);
  }

  private static FunctionTool weather() {
    return FunctionTool.builder()
        .name("get_weather")
        .description("Tells the weather of a city")
        .strict(true)
        .parameters(
            FunctionTool.Parameters.builder()
                .putAdditionalProperty("type", JsonValue.from("object"))
                .putAdditionalProperty(
                    "properties", JsonValue.from(Map.of("city", Map.of("type", "string"))))
                .putAdditionalProperty("required", JsonValue.from(List.of("city")))
                .putAdditionalProperty("additionalProperties", JsonValue.from(false))
                .build())
        .build();
  }

  private static String text(Response reply) {
    return reply.output().stream()
        .map(ResponseOutputItem::message)
        .flatMap(message -> message.stream().flatMap(each -> each.content().stream()))
        .flatMap(content -> content.outputText().stream())
        .map(output -> output.text())
        .collect(Collectors.joining());
  }
}

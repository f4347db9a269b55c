package io.github.slmsagemaker.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.slmsagemaker.deployment.engine.EngineKind;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** Responses and Messages are taken and answered as {@code docs/openapi.yaml} says. */
@Dialect(EngineKind.LLAMA_CPP)
class ProtocolContractTest {
  private static final OpenApi API = OpenApi.read();
  private static final JsonMapper JSON = new JsonMapper();

  private static final String FUNCTION =
      "\"tools\": [{\"type\": \"function\", \"name\": \"get_weather\"}, {\"type\": \"mcp\"}]";

  private final Deployment deployment;
  private final Raw raw;

  ProtocolContractTest(Deployment deployment) {
    this.deployment = deployment;
    this.raw = new Raw(deployment);
  }

  @AfterEach
  void close() {
    raw.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"input\": \"What is 3 + 4?\"",
        "\"input\": \"hi\", \"metadata\": {\"a\": \"b\"}, \"truncation\": \"auto\"",
        "\"input\": [{\"role\": \"user\", \"content\": [{\"type\": \"input_text\", \"text\": \"x\"}]}]",
        "\"input\": \"hi\", \"tool_choice\": {\"type\": \"function\", \"name\": \"get_weather\"}, "
            + FUNCTION,
        "\"input\": \"hi\", \"previous_response_id\": null, \"background\": false",
        "\"input\": \"hi\", \"text\": {\"format\": {\"type\": \"json_object\"}}",
        "\"input\": []",
        "\"input\": 5",
        "\"input\": [{\"role\": \"root\", \"content\": \"x\"}]",
        "\"input\": [{\"type\": \"item_reference\", \"id\": \"x\"}]",
        "\"input\": \"hi\", \"background\": true",
        "\"input\": \"hi\", \"conversation\": \"c\"",
        "\"input\": \"hi\", \"max_output_tokens\": 0",
        "\"input\": \"hi\", \"truncation\": \"x\"",
        "\"input\": \"hi\", \"tools\": [{\"type\": \"function\"}]",
        "\"input\": \"hi\", \"metadata\": {\"a\": 1}"
      })
  void a_response_is_as_described_where_its_request_is(String fields) throws Exception {
    String limit = fields.contains("max_output") ? "" : "\"max_output_tokens\": 48, ";
    String body = "{\"model\": \"%s\", %s%s}".formatted(deployment.model(), limit, fields);

    requireAsDescribed("/responses", "ResponsesRequest", body, "Response", "Error");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"system\": \"be brief\"",
        "\"system\": [{\"type\": \"text\", \"text\": \"x\"}], \"thinking\": {}, \"top_k\": 5",
        "\"tool_choice\": {\"type\": \"any\"}, \"tools\": [{\"name\": \"f\", \"input_schema\": {}}]",
        "\"tools\": [{\"type\": \"bash_20250124\", \"name\": \"bash\"}]",
        "\"stop_sequences\": [\"x\"], \"temperature\": 0",
        "\"output_config\": {\"effort\": \"low\"}",
        "\"system\": 5",
        "\"thread\": {\"type\": \"create\"}",
        "\"tools\": [{\"name\": \"f\"}]",
        "\"tool_choice\": \"auto\"",
        "\"stop_sequences\": \"x\"",
        "\"top_k\": -2"
      })
  void a_message_is_as_described_where_its_request_is(String fields) throws Exception {
    String body =
        """
        {"model": "%s", "max_tokens": 48,
         "messages": [{"role": "user", "content": "What is 3 + 4?"}], %s}"""
            .formatted(deployment.model(), fields);

    requireAsDescribed("/messages", "MessagesRequest", body, "MessageReply", "AnthropicError");
  }

  @Test
  void a_count_is_as_described() throws Exception {
    requireAsDescribed(
        "/messages/count_tokens",
        "CountTokensRequest",
        """
        {"model": "%s", "messages": [{"role": "user", "content": "Hi"}]}"""
            .formatted(deployment.model()),
        "TokenCountReply",
        "AnthropicError");
  }

  private void requireAsDescribed(
      String path, String request, String body, String reply, String error) throws Exception {
    boolean admitted = API.admits(request, JSON.readTree(body));
    HttpResponse<String> sent =
        raw.send(
            raw.to(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));

    assertThat(sent.statusCode()).as(sent.body()).isEqualTo(admitted ? 200 : 400);
    API.requireValid(admitted ? reply : error, JSON.readTree(sent.body()));
  }
}

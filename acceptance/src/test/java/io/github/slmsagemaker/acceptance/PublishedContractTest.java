package io.github.slmsagemaker.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.slmsagemaker.core.route.Route;
import io.github.slmsagemaker.deployment.engine.EngineKind;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What is served is what {@code docs/openapi.yaml} says, and nothing else. */
@Dialect(EngineKind.LLAMA_CPP)
final class PublishedContractTest {
  private static final JsonMapper JSON = new JsonMapper();
  private static final OpenApi API = OpenApi.read();
  private static final String TOOL =
      """
      "tools": [{"type": "function", "function": {"name": "get_weather", "parameters":
      {"type": "object", "properties": {"city": {"type": "string"}}, "required": ["city"]}}}],
      "tool_choice": "required\"""";

  private final Deployment deployment;
  private final Raw raw;

  PublishedContractTest(Deployment deployment) {
    this.deployment = deployment;
    this.raw = new Raw(deployment);
  }

  @AfterEach
  void close() {
    raw.close();
  }

  @Test
  void the_routes_are_those_that_are_dispatched() {
    assertThat(API.operations())
        .isEqualTo(
            Arrays.stream(Route.values())
                .map(route -> route.method().toLowerCase(Locale.ROOT) + " " + route.template())
                .collect(Collectors.toCollection(TreeSet::new)));
  }

  @Test
  void the_routes_are_these() {
    assertThat(API.operations())
        .containsExactly(
            "get /",
            "get /health",
            "get /v1/models",
            "get /v1/models/{id}",
            "get /v1/usage",
            "post /v1/chat/completions",
            "post /v1/completions",
            "post /v1/messages",
            "post /v1/messages/count_tokens",
            "post /v1/responses");
  }

  @Test
  void every_route_is_served_and_takes_one_method_and_a_get_is_a_head_too() throws Exception {
    for (String operation : API.operations()) {
      String[] words = operation.split(" ", 2);
      HttpResponse<String> refused =
          raw.send(at(words[1]).method("PATCH", HttpRequest.BodyPublishers.noBody()));

      assertThat(refused.statusCode()).as(operation).isEqualTo(405);
      assertThat(refused.headers().firstValue("allow"))
          .hasValue(words[0].equals("get") ? "GET, HEAD" : "POST");
    }
  }

  @Test
  void the_head_of_every_get_is_that_of_the_get_without_its_body() throws Exception {
    for (String path : List.of("/health", "/v1/models", "/v1/models/{id}", "/v1/usage")) {
      HttpResponse<String> got = raw.send(at(path));
      HttpResponse<String> head = raw.send(at(path).HEAD());

      assertThat(head.statusCode()).as(path).isEqualTo(200);
      assertThat(head.body()).isEmpty();
      assertThat(head.headers().firstValue("content-type"))
          .isEqualTo(got.headers().firstValue("content-type"));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"temperature\": 0",
        "\"logprobs\": true, \"top_logprobs\": 2",
        "\"n\": 1, \"stop\": [\"x\"], \"seed\": 7, \"user\": \"u\", \"store\": true",
        "\"n\": 2",
        "\"stop\": [\"\"]",
        "\"stop\": [\"a\", \"b\", \"c\", \"d\", \"e\"]",
        "\"temperature\": 2.1",
        "\"top_p\": 0",
        "\"logit_bias\": {\"x\": 1}",
        "\"max_tokens\": 0",
        "\"modalities\": [\"audio\"]",
        "\"response_format\": {\"type\": \"xml\"}",
        "\"response_format\": {\"type\": \"json_schema\", \"json_schema\": {\"name\": \"x\"}}",
        "\"tool_choice\": \"maybe\"",
        "\"inputs\": \"x\"",
        "\"inputs\": \"\"",
        "\"guided_json\": {}",
        "\"unheard_of\": {\"a\": 1}",
        "\"stop\": [], \"modalities\": [], \"tools\": [], \"response_format\": {}",
        "\"function_call\": \"none\", \"functions\": []",
        "\"function_call\": \"auto\"",
        "\"stream_options\": {\"include_usage\": true}",
        "\"stream_options\": {}",
        "\"top_logprobs\": 2",
        "\"logprobs\": false, \"top_logprobs\": 0",
        "\"max_tokens\": 1.5",
        "\"max_tokens\": 15.0",
        "\"top_k\": -1, \"min_p\": 0.1, \"repeat_penalty\": 1.1, \"ignore_eos\": false",
        "\"top_k\": -2",
        "\"repetition_penalty\": 0",
        "\"web_search_options\": {}"
      })
  void a_request_is_taken_where_the_description_admits_it_and_refused_where_not(String fields)
      throws Exception {
    String body = chat(fields);
    boolean admitted = API.admits("ChatRequest", JSON.readTree(body));

    assertThat(raw.chat(body).statusCode()).isEqualTo(admitted ? 200 : 400);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"role\": \"assistant\", \"content\": null}",
        "{\"role\": \"assistant\", \"content\": [], \"parsed\": {}}",
        "{\"role\": \"assistant\", \"content\": 5}",
        "{\"role\": \"assistant\", \"tool_calls\": [{\"id\": \"a\"}]}",
        "{\"role\": \"assistant\", \"content\": \"x\", \"function_call\": {}}",
        "{\"role\": \"user\", \"content\": null}",
        "{\"role\": \"user\", \"content\": []}",
        "{\"role\": \"user\", \"content\": \"x\", \"name\": \"a\\r\\nb\"}",
        "{\"role\": \"user\", \"content\": \"x\", \"tool_calls\": 7, \"id\": \"m\"}",
        "{\"role\": \"user\", \"content\": [{\"type\": \"image_url\"}]}",
        "{\"role\": \"root\", \"content\": \"x\"}",
        "{\"role\": \"tool\", \"content\": \"x\"}"
      })
  void a_message_is_taken_where_the_description_admits_it_and_refused_where_not(String message)
      throws Exception {
    String body =
        """
        {"model": "%s", "max_tokens": 4,
         "messages": [{"role": "user", "content": "Hi"}, %s]}"""
            .formatted(deployment.model(), message);
    boolean admitted = API.admits("ChatRequest", JSON.readTree(body));

    assertThat(raw.chat(body).statusCode()).isEqualTo(admitted ? 200 : 400);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"temperature\": 0", "\"logprobs\": true, \"top_logprobs\": 2", TOOL})
  void a_chat_is_answered_as_described(String fields) throws Exception {
    HttpResponse<String> reply = raw.chat(chat(fields));

    assertThat(reply.statusCode()).as(reply.body()).isEqualTo(200);
    API.requireValid("ChatCompletion", JSON.readTree(reply.body()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"\"stream_options\": {\"include_usage\": true}", "\"logprobs\": true", TOOL})
  void a_streamed_chat_is_chunks_as_described(String fields) throws Exception {
    HttpResponse<String> reply = raw.chat(chat("\"stream\": true, " + fields));

    List<JsonNode> events = events(reply);
    assertThat(events).hasSizeGreaterThan(2);
    events.forEach(event -> API.requireValid("ChatCompletionChunk", event));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", ", \"logprobs\": 2", ", \"echo\": true", ", \"prompt\": [\"a\", \"b\"]"})
  void a_completion_is_answered_as_described(String fields) throws Exception {
    API.requireValid("Completion", JSON.readTree(complete(fields).body()));

    List<JsonNode> events =
        events(
            complete(fields + ", \"stream\": true, \"stream_options\": {\"include_usage\": true}"));
    assertThat(events).hasSizeGreaterThan(1);
    events.forEach(event -> API.requireValid("Completion", event));
  }

  @Test
  void models_and_health_are_answered_as_described() throws Exception {
    API.requireValid("ModelList", JSON.readTree(raw.send(raw.to("/models")).body()));
    API.requireValid(
        "Model", JSON.readTree(raw.send(raw.to("/models/" + deployment.model())).body()));
    assertThat(raw.send(at("/health")).body()).isEqualTo("{\"status\":\"ok\"}");
  }

  @Test
  void errors_are_as_described() throws Exception {
    for (HttpResponse<String> reply :
        List.of(
            raw.send(raw.anonymous("/models")),
            raw.send(raw.to("/nothing")),
            raw.send(raw.to("/models/nobody")),
            raw.send(raw.to("/chat/completions")),
            raw.chat("{"))) {
      assertThat(reply.statusCode()).isBetween(400, 499);
      API.requireValid("Error", JSON.readTree(reply.body()));
    }
  }

  private HttpRequest.Builder at(String path) {
    String model = path.replace("{id}", deployment.model());
    return model.startsWith("/v1")
        ? raw.to(model.substring("/v1".length()))
        : HttpRequest.newBuilder(URI.create(deployment.baseUrl().resolve(".") + model.substring(1)))
            .header("Authorization", "Bearer " + deployment.key());
  }

  private HttpResponse<String> complete(String fields) throws Exception {
    String body =
        """
        {"model": "%s", %s"max_tokens": 8%s}"""
            .formatted(
                deployment.model(),
                fields.contains("prompt") ? "" : "\"prompt\": \"Hello\", ",
                fields);
    return raw.send(
        raw.to("/completions")
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  private String chat(String fields) {
    String limit = fields.contains("max_tokens") ? "" : "\"max_tokens\": 48, ";
    return """
        {"model": "%s", "messages": [{"role": "user", "content": "What is 3 + 4?"}], %s%s}"""
        .formatted(deployment.model(), limit, fields);
  }

  /** Every event but {@code [DONE]}. */
  private static List<JsonNode> events(HttpResponse<String> reply) {
    return reply
        .body()
        .lines()
        .filter(line -> line.startsWith("data: {"))
        .map(line -> JSON.readTree(line.substring("data: ".length())))
        .toList();
  }
}

package io.github.slmsagemaker.testkit.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.slmsagemaker.testkit.lambda.Invocation;
import io.github.slmsagemaker.testkit.lambda.Throttled;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** What the API Gateway developer guide says of each, at a template of a few resources. */
final class GatewayTest {
  private SmallApi api;

  @BeforeEach
  void start() throws IOException {
    api = SmallApi.start();
  }

  @AfterEach
  void close() {
    api.close();
  }

  @Test
  void a_function_is_told_of_a_request_and_whose_key_it_is() throws Exception {
    HttpResponse<String> reply = api.get("/thing?a=1&a=2", "x-api-key", "anything");

    assertThat(reply.statusCode()).isEqualTo(201);
    assertThat(reply.body()).isEqualTo("streamed");
    JsonNode event = api.events.getLast();
    assertThat(event.path("resource").asString()).isEqualTo("/thing");
    assertThat(event.path("path").asString()).isEqualTo("/thing");
    assertThat(event.at("/requestContext/path").asString()).isEqualTo("/live/thing");
    assertThat(event.at("/queryStringParameters/a").asString()).isEqualTo("2");
    assertThat(event.at("/multiValueQueryStringParameters/a").toString())
        .isEqualTo("[\"1\",\"2\"]");
    assertThat(event.at("/stageVariables/state").asString()).isEqualTo("running");
    assertThat(event.at("/requestContext/identity/apiKeyId").asString()).isEqualTo("Key");
    assertThat(event.at("/requestContext/authorizer/principalId").asString()).isEqualTo("somebody");
    assertThat(api.gateway().accessLog()).containsExactly("{\"key\":\"Key\",\"status\":\"201\"}");
  }

  @Test
  void an_authorizer_is_told_of_the_method_that_is_called() throws Exception {
    api.get("/thing", "authorization", "Bearer x");

    JsonNode event = api.events.getFirst();
    assertThat(event.path("type").asString()).isEqualTo("REQUEST");
    assertThat(event.path("methodArn").asString())
        .isEqualTo("arn:aws:execute-api:us-east-1:123456789012:Api/live/GET/thing");
    assertThat(event.path("headers").toString()).contains("Bearer x");
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource({"/nothing, GET", "/thing/1/2, GET", "/thing/1, POST"})
  void what_no_method_takes_has_the_words_for_that(String path, String verb) throws Exception {
    HttpResponse<String> reply = verb.equals("GET") ? api.get(path) : api.post(path, new byte[0]);

    assertThat(reply.statusCode()).isEqualTo(403);
    assertThat(reply.body()).isEqualTo("{\"other\":\"Missing Authentication Token\"}");
    assertThat(api.events).isEmpty();
  }

  @Test
  void an_open_method_asks_nobody_and_knows_its_parameters() throws Exception {
    api.answer = "{\"statusCode\":200,\"body\":\"whole\"}".getBytes(UTF_8);

    assertThat(api.get("/thing/a%2Fb").body()).isEqualTo("whole");
    assertThat(api.events).hasSize(1);
    assertThat(api.events.getFirst().at("/pathParameters/id").asString()).isEqualTo("a%2Fb");
  }

  @Test
  void a_denial_has_its_template_filled_from_the_request_and_the_stage() throws Exception {
    api.decides(api.key, "Deny");
    api.gateway().stageVariable("state", "stopped");
    HttpResponse<String> reply = api.get("/thing");

    assertThat(reply.statusCode()).isEqualTo(401);
    assertThat(reply.body())
        .isEqualTo("{\"said\":\"none\",\"state\":\"stopped\",\"of\":\"ACCESS_DENIED\"}");
    assertThat(reply.headers().firstValue("x-why")).contains("no");
    assertThat(reply.headers().firstValue("x-request-id")).isPresent();
  }

  @Test
  void a_policy_about_another_method_lets_nothing_through() throws Exception {
    api.decision = api.decision.replace("/live/*", "/live/POST/*");

    assertThat(api.get("/thing").statusCode()).isEqualTo(401);
  }

  @Test
  void a_key_that_is_in_no_plan_is_refused() throws Exception {
    api.decides("another0123456789012345", "Allow");

    assertThat(api.get("/thing").statusCode()).isEqualTo(403);
    assertThat(api.get("/thing").body()).isEqualTo("{\"other\":\"Forbidden\"}");
  }

  @Test
  void an_authorizer_that_names_no_key_lets_nobody_through() throws Exception {
    api.decision = api.decision.replace("usageIdentifierKey", "usageKey");

    assertThat(api.get("/thing").body()).isEqualTo("{\"other\":\"Forbidden\"}");
  }

  @Test
  void an_answer_that_is_no_decision_is_the_deployments_fault() throws Exception {
    api.decision = "{\"principalId\":\"x\"}";

    assertThat(api.get("/thing").statusCode()).isEqualTo(500);
  }

  @Test
  void a_burst_is_let_through_and_refilled_by_the_second() throws Exception {
    assertThat(api.get("/thing").statusCode()).isEqualTo(201);
    assertThat(api.get("/thing").statusCode()).isEqualTo(201);
    assertThat(api.get("/thing").body()).isEqualTo("{\"other\":\"Too Many Requests\"}");
    api.now = api.now.plusSeconds(1);
    assertThat(api.get("/thing").statusCode()).isEqualTo(201);
  }

  @Test
  void a_quota_is_used_up_until_the_next_day() throws Exception {
    for (int request = 0; request < 4; request++) {
      assertThat(api.get("/thing").statusCode()).isEqualTo(201);
      api.now = api.now.plusSeconds(1);
    }
    assertThat(api.get("/thing").statusCode()).isEqualTo(429);
    assertThat(api.get("/thing").body()).isEqualTo("{\"other\":\"Limit Exceeded\"}");
    api.now = api.now.plus(Duration.ofDays(1));
    assertThat(api.get("/thing").statusCode()).isEqualTo(201);
  }

  @Test
  void a_body_above_ten_megabytes_is_refused() throws Exception {
    HttpResponse<String> reply = api.post("/thing", new byte[(10 << 20) + 1]);

    assertThat(reply.statusCode()).isEqualTo(413);
    assertThat(api.events).isEmpty();
  }

  @Test
  void a_function_that_may_not_run_is_an_integrations_failure() throws Exception {
    api.fail(new Throttled("Answers"));

    assertThat(api.get("/thing").statusCode()).isEqualTo(504);
    assertThat(api.get("/thing").body()).contains("Internal server error");
  }

  @Test
  void a_function_that_says_nothing_is_a_timeout() throws Exception {
    api.fail(new Invocation.Silent(Duration.ofSeconds(1)));

    assertThat(api.get("/thing").body()).isEqualTo("{\"message\":\"Endpoint request timed out\"}");
  }

  @ParameterizedTest
  @CsvSource({"{\"statusCode\":200}", "nothing", "{}\0\0\0\0\0\0\0\0x"})
  void an_answer_of_another_form_is_a_bad_gateway(String answer) throws Exception {
    api.answer = answer.getBytes(UTF_8);

    assertThat(api.get("/thing").statusCode()).isEqualTo(502);
  }
}

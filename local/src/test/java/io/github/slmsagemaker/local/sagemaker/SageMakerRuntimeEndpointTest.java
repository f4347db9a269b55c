package io.github.slmsagemaker.local.sagemaker;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.slmsagemaker.deployment.engine.EngineKind;
import io.github.slmsagemaker.invoker.sagemaker.InferenceComponentName;
import io.github.slmsagemaker.local.sagemaker.Stage.Operation;
import io.github.slmsagemaker.testkit.container.ContainerAnswer;
import io.github.slmsagemaker.testkit.container.FakeContainer.Behaviour;
import io.github.slmsagemaker.testkit.recorded.Recording;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class SageMakerRuntimeEndpointTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Stage stage = Stage.of(EngineKind.LLAMA_CPP, false);
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  @AfterEach
  void end() {
    client.close();
    stage.close();
  }

  @Test
  void an_answer_has_the_containers_type_and_a_request_id() throws Exception {
    HttpResponse<String> reply = send(request("/endpoints/slm/invocations", "{\"n_predict\":1}"));

    assertThat(reply.statusCode()).isEqualTo(200);
    assertThat(reply.headers().firstValue("Content-Type"))
        .contains("application/json; charset=utf-8");
    assertThat(reply.headers().firstValue("x-amzn-RequestId")).isPresent();
    assertThat(JSON.readTree(reply.body()).path("content").asString()).isEqualTo("one");
  }

  @Test
  void a_call_without_a_signature_is_refused() throws Exception {
    HttpRequest unsigned =
        HttpRequest.newBuilder(stage.server().address().resolve("/endpoints/slm/invocations"))
            .POST(BodyPublishers.ofString("{}"))
            .build();

    assertError(send(unsigned), 403, "MissingAuthenticationTokenException");
  }

  @ParameterizedTest
  @CsvSource({
    "/endpoints/other/invocations, ValidationError, 400",
    "/endpoints/slm/invocations-response-stream, ValidationError, 400",
    "/endpoints/slm/else, UnknownOperationException, 404"
  })
  void what_is_not_there_is_said_in_awss_form(String path, String type, int status)
      throws Exception {
    assertError(send(request(path, "{}")), status, type);
  }

  @Test
  void an_inference_component_that_is_not_there_is_a_validation_error() throws Exception {
    HttpRequest request =
        request("/endpoints/slm/invocations", "{}", "X-Amzn-SageMaker-Inference-Component", "x");

    assertError(send(request), 400, "ValidationError");
  }

  @Test
  void an_endpoint_with_a_component_serves_calls_that_name_it_alone() throws Exception {
    InferenceComponentName name = new InferenceComponentName("part");
    try (Stage other =
        Stage.of(EngineKind.LLAMA_CPP, Operation.WHOLE, s -> s.withComponent(name))) {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(other.server().address().resolve("/endpoints/slm/invocations"))
              .header("Authorization", "AWS4-HMAC-SHA256 any")
              .POST(BodyPublishers.ofString("{\"n_predict\":1}"));

      assertError(send(request.build()), 400, "ValidationError");
      request.header("X-Amzn-SageMaker-Inference-Component", "part");
      assertThat(send(request.build()).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void a_body_over_four_mebibytes_is_a_validation_error() throws Exception {
    String most = "\"" + "a".repeat((4 << 20) - 2) + "\"";

    assertThat(send(request("/endpoints/slm/invocations", most)).statusCode()).isEqualTo(200);
    assertError(send(request("/endpoints/slm/invocations", most + " ")), 400, "ValidationError");
  }

  @Test
  void a_containers_error_is_a_model_error_with_its_own_words() throws Exception {
    Recording refused = Recording.tgi("stop-refused");
    stage.container().then(new Behaviour.Answer(ContainerAnswer.of(refused)));

    HttpResponse<String> reply = send(request("/endpoints/slm/invocations", "{}"));

    assertError(reply, 424, "ModelError");
    JsonNode body = JSON.readTree(reply.body());
    assertThat(body.path("OriginalStatusCode").asInt()).isEqualTo(422);
    assertThat(body.path("OriginalMessage").asString()).isEqualTo(refused.reply());
    assertThat(body.path("LogStreamArn").asString()).contains("/aws/sagemaker/Endpoints/slm");
    assertThat(body.path("Message").asString()).startsWith("Received client error (422)");
  }

  @Test
  void every_call_that_reaches_it_is_counted() throws Exception {
    send(request("/endpoints/slm/invocations", "{\"n_predict\":1}"));
    send(request("/endpoints/other/invocations", "{}"));

    assertThat(stage.endpoint().invocations()).isEqualTo(2);
  }

  private static void assertError(HttpResponse<String> reply, int status, String type) {
    assertThat(reply.statusCode()).isEqualTo(status);
    assertThat(reply.headers().firstValue("x-amzn-ErrorType")).contains(type);
    assertThat(reply.headers().firstValue("x-amzn-RequestId")).isPresent();
  }

  private HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
    return client.send(request, BodyHandlers.ofString());
  }

  private HttpRequest request(String path, String body, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(stage.server().address().resolve(path))
            .header("Authorization", "AWS4-HMAC-SHA256 any")
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return request.build();
  }
}

package io.github.slmsagemaker.acceptance.clients;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.slmsagemaker.acceptance.stage.Sent;
import io.github.slmsagemaker.acceptance.stage.Stage;
import io.github.slmsagemaker.acceptance.stage.Wire;
import io.github.slmsagemaker.core.deployment.Lane;
import io.github.slmsagemaker.local.sagemaker.AwsError;
import io.github.slmsagemaker.local.sagemaker.Misbehaviour;
import io.github.slmsagemaker.testkit.container.FakeContainer;
import io.github.slmsagemaker.testkit.container.LlamaServerReplies;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What every error of SageMaker's is to a client, through the real AWS SDK, and that none of them
 * is asked for twice.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class SageMakerTableTest {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String CANARY = "arn:aws:sagemaker:eu-west-1:123456789012:endpoint/canary";
  private static final Optional<String> NO = Optional.of("false");
  private static final Optional<String> UNSAID = Optional.empty();

  private final Stage whole = stage(Lane.SERVERLESS);
  private final Stage streams = stage(Lane.GPU);

  /**
   * An error and the reply to it.
   *
   * @param label for people
   * @param error what SageMaker says
   * @param status of the reply
   * @param type of the reply's error
   * @param code of the reply's error
   * @param shouldRetry value of {@code x-should-retry}, which OpenAI's clients obey
   * @param retryAfter whether {@code Retry-After} says when
   */
  record Row(
      String label,
      AwsError error,
      int status,
      String type,
      String code,
      Optional<String> shouldRetry,
      boolean retryAfter) {
    @Override
    public String toString() {
      return label + " is " + status + " " + code;
    }
  }

  static Stream<Row> table() {
    return Stream.of(
        later("not ready", AwsError.notReady(), 503, "server_error", "model_warming_up"),
        later("no capacity", AwsError.noCapacity(), 503, "server_error", "model_warming_up"),
        later("throttled", AwsError.throttled(), 429, "requests", "rate_limit_exceeded"),
        refused("model 400", model(400)),
        refused("model 413", model(413)),
        refused("model 422", model(422)),
        later("model 429", model(429), 429, "server_error", "engine_overloaded"),
        never("model timed out", AwsError.timedOut(Stage.ENDPOINT), 504, "engine_timeout"),
        never("model 504", model(504), 504, "engine_timeout"),
        never("model 424", model(424), 502, "engine_failed"),
        never("model 500", model(500), 502, "engine_failed"),
        never("model 503", model(503), 502, "engine_failed"),
        configuration("other validation", AwsError.validation("no such " + CANARY)),
        configuration("access denied", AwsError.accessDenied()),
        never("InternalFailure", AwsError.internalFailure(), 503, "endpoint_unavailable"),
        never("ServiceUnavailable", AwsError.serviceUnavailable(), 503, "endpoint_unavailable"),
        never("InternalDependency", AwsError.internalDependency(), 502, "dependency_failed"));
  }

  static Stream<Arguments> everyWay() {
    return table()
        .flatMap(
            row ->
                Stream.of(Lane.SERVERLESS, Lane.GPU)
                    .flatMap(
                        lane ->
                            Stream.of(
                                Arguments.of(row, lane, "false"),
                                Arguments.of(row, lane, "true"))));
  }

  @BeforeAll
  void both_stages_are_open() {
    assertThat(whole.endpoint().invocations()).isZero();
    assertThat(streams.endpoint().invocations()).isZero();
  }

  @AfterAll
  void close() {
    whole.close();
    streams.close();
  }

  @ParameterizedTest(name = "{0} on lane {1} with stream {2}")
  @MethodSource("everyWay")
  void each_error_is_one_reply_after_one_invocation(Row row, Lane lane, String streamed)
      throws IOException {
    Stage stage = lane.streams() ? streams : whole;
    int before = stage.endpoint().invocations();
    stage.endpoint().misbehave(new Misbehaviour.Refuse(row.error()));

    Wire.Reply reply = stage.ask(Sent.with("'stream':" + streamed));

    assertThat(reply.status()).as(reply.body()).isEqualTo(row.status());
    assertThat(reply.header("x-should-retry")).isEqualTo(row.shouldRetry());
    assertThat(reply.header("retry-after").isPresent()).isEqualTo(row.retryAfter());
    reply
        .header("retry-after")
        .ifPresent(seconds -> assertThat(Integer.parseInt(seconds)).isBetween(1, 60));
    assertThat(reply.header("x-request-id")).isPresent();
    JsonNode error = JSON.readTree(reply.body()).path("error");
    assertThat(error.propertyNames()).containsExactly("message", "type", "param", "code");
    assertThat(error.path("type").asString()).isEqualTo(row.type());
    assertThat(error.path("code").asString()).isEqualTo(row.code());
    assertThat(error.path("message").asString()).isNotBlank().doesNotContain("arn:", "canary");
    assertThat(stage.endpoint().invocations()).isEqualTo(before + 1);
    assertThat(stage.engine().requests()).isEmpty();
  }

  private static Stage stage(Lane lane) {
    FakeContainer engine = FakeContainer.start(new LlamaServerReplies(List.of("Fine")));
    return Stage.before(lane, engine, Duration.ZERO);
  }

  private static Row later(String label, AwsError error, int status, String type, String code) {
    return new Row(label, error, status, type, code, UNSAID, true);
  }

  private static Row refused(String label, AwsError error) {
    return new Row(label, error, 400, "invalid_request_error", "engine_rejected", UNSAID, false);
  }

  private static Row never(String label, AwsError error, int status, String code) {
    return new Row(label, error, status, "server_error", code, NO, false);
  }

  private static Row configuration(String label, AwsError error) {
    String word = "configuration_error";
    return new Row(label, error, 500, word, word, NO, false);
  }

  private static AwsError model(int status) {
    return AwsError.model(Stage.ENDPOINT, status, "{\"error\":\"no\"}");
  }
}

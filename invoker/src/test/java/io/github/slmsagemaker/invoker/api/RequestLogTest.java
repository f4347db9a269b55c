package io.github.slmsagemaker.invoker.api;

import org.junit.jupiter.params.provider.CsvSource;
import java.util.Map;
import io.github.slmsagemaker.invoker.telemetry.KeyMetrics;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.slmsagemaker.core.catalogue.Catalogue;
import io.github.slmsagemaker.core.catalogue.Model;
import io.github.slmsagemaker.core.failure.Failure;
import io.github.slmsagemaker.core.deployment.Timers;
import io.github.slmsagemaker.core.openai.reply.Headings;
import io.github.slmsagemaker.invoker.answer.Answering;
import io.github.slmsagemaker.invoker.answer.ServedModel;
import io.github.slmsagemaker.http.ClientGone;
import io.github.slmsagemaker.http.Headers;
import io.github.slmsagemaker.http.HttpReply;
import io.github.slmsagemaker.http.HttpRequest;
import io.github.slmsagemaker.http.HttpStream;
import io.github.slmsagemaker.invoker.calls.Budgeting;
import io.github.slmsagemaker.invoker.calls.EngineStack;
import io.github.slmsagemaker.invoker.telemetry.JsonRequestLog;
import io.github.slmsagemaker.testkit.engine.FakeEngine;
import io.github.slmsagemaker.testkit.engine.FakeEngine.Behaviour;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class RequestLogTest {
  private static final String MODEL = "slm-demo";
  private static final String CANARY_KEY = "canary-key-5f2b8c1d9e";
  private static final String CANARY_PROMPT = "canary prompt\\u0007\\u001b[31m";
  private static final String CANARY_ANSWER = "canary answer";
  private static final String CHAT = "/v1/chat/completions";

  private final ByteArrayOutputStream written = new ByteArrayOutputStream();
  private KeyMetrics keys = KeyMetrics.NONE;
  private final FakeEngine engine = FakeEngine.saying(CANARY_ANSWER, " goes", " on");

  static Stream<Arguments> outcomes() {
    Duration minute = Duration.ofSeconds(60);
    Failure cold = new Failure.ModelWarmingUp(minute, "cold");
    Failure broke = new Failure.EngineFailed("broke");
    Behaviour fine = Behaviour.say("fine");
    return Stream.of(
        Arguments.of("whole", false, fine, false, "answered", 200, 0, 0),
        Arguments.of("streamed", true, fine, false, "answered", 200, 0, 0),
        Arguments.of("not ready", false, Behaviour.fail(cold), false, "refused", 503, 0, 1),
        Arguments.of("engine refuses", false, rejected(), false, "refused", 400, 1, 0),
        Arguments.of("engine fails", true, Behaviour.fail(broke), false, "refused", 502, 0, 1),
        Arguments.of("stream breaks", true, Behaviour.fail(broke, "a"), false, "broken", 200, 0, 1),
        Arguments.of("client gone", false, fine, true, "client_gone", 0, 0, 0),
        Arguments.of("streaming client gone", true, fine, true, "client_gone", 0, 0, 0),
        Arguments.of(
            "gone and failed", false, Behaviour.fail(broke), true, "client_gone", 0, 0, 0));
  }

  private static Behaviour rejected() {
    return Behaviour.fail(new Failure.EngineRejected("no"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("outcomes")
  void every_outcome_is_told_and_counted_once(
      String what,
      boolean streamed,
      Behaviour behaviour,
      boolean gone,
      String outcome,
      int status,
      int clientErrors,
      int serverErrors) {
    engine.then(behaviour);

    handle(post(CHAT, chat(MODEL, streamed)), gone, false);

    JsonNode line = line();
    assertThat(line.path("outcome").stringValue()).isEqualTo(outcome);
    assertThat(line.path("status").asInt(0)).isEqualTo(status);
    assertThat(line.path("Requests").intValue()).isEqualTo(1);
    assertThat(line.path("ClientErrors").intValue()).isEqualTo(clientErrors);
    assertThat(line.path("ServerErrors").intValue()).isEqualTo(serverErrors);
    assertThat(line.path("stream").booleanValue()).isEqualTo(streamed);
    assertThat(line.path("level").stringValue()).isEqualTo(serverErrors == 1 ? "ERROR" : "INFO");
  }

  @Test
  void an_answer_is_told_with_its_tokens_times_and_calls() {
    handle(post(CHAT, chat(MODEL, false)), false, false);

    JsonNode line = line();
    assertThat(line.path("requestId").stringValue()).isEqualTo("request-1");
    assertThat(line.path("keyId").stringValue()).isEqualTo("key-7");
    assertThat(line.path("model").stringValue()).isEqualTo(MODEL);
    assertThat(line.path("route").stringValue()).isEqualTo(CHAT);
    assertThat(line.path("coldStart").booleanValue()).isFalse();
    assertThat(line.path("PromptTokens").intValue()).isPositive();
    assertThat(line.path("CompletionTokens").intValue()).isEqualTo(3);
    assertThat(line.path("ModelCalls").intValue()).isEqualTo(1);
    assertThat(line.path("Duration").isIntegralNumber()).isTrue();
    assertThat(line.path("TimeToFirstToken").isIntegralNumber()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"'key-7,key-8', key-7", "'key-8', other", "'other,key-6', other"})
  void a_key_that_the_deployment_names_has_metrics_of_its_own_and_the_rest_have_some_together(
      String named, String told) {
    keys = KeyMetrics.from(Map.of("SLM_METRIC_KEYS", named));

    handle(post(CHAT, chat(MODEL, false)), false, false);

    JsonNode directives = line().path("_aws").path("CloudWatchMetrics");
    assertThat(line().path("Key").stringValue()).isEqualTo(told);
    assertThat(directives).hasSize(2);
    assertThat(directives.get(0).path("Dimensions").toString()).isEqualTo("[[\"Endpoint\"]]");
    assertThat(directives.get(1).path("Dimensions").toString())
        .isEqualTo("[[\"Endpoint\",\"Key\"]]");
    assertThat(directives.get(1).path("Namespace").stringValue()).isEqualTo("SlmSagemaker");
    assertThat(
            directives.get(1).path("Metrics").valueStream().map(one -> one.path("Name").asString()))
        .containsExactly(
            "Requests",
            "ClientErrors",
            "ServerErrors",
            "PromptTokens",
            "CompletionTokens",
            "TimeToFirstToken");
  }

  @Test
  void where_no_key_is_named_none_has_metrics_of_its_own() {
    keys = KeyMetrics.from(Map.of());

    handle(post(CHAT, chat(MODEL, false)), false, false);

    assertThat(line().has("Key")).isFalse();
    assertThat(line().path("_aws").path("CloudWatchMetrics")).hasSize(1);
  }

  @Test
  void the_metrics_of_a_line_are_all_in_it_and_named_for_the_endpoint() {
    handle(post(CHAT, chat(MODEL, false)), false, false);

    JsonNode line = line();
    JsonNode directive = line.path("_aws").path("CloudWatchMetrics").path(0);
    assertThat(line.path("_aws").path("Timestamp").isIntegralNumber()).isTrue();
    assertThat(directive.path("Namespace").stringValue()).isEqualTo("SlmSagemaker");
    assertThat(directive.path("Dimensions")).hasToString("[[\"Endpoint\"]]");
    assertThat(line.path("Endpoint").stringValue()).isEqualTo("slm-endpoint");
    List<String> names = names(directive.path("Metrics"));
    assertThat(names)
        .containsExactlyInAnyOrder(
            "Requests",
            "PromptTokens",
            "CompletionTokens",
            "TimeToFirstToken",
            "Duration",
            "ModelCalls",
            "ClientErrors",
            "ServerErrors",
            "ColdStarts");
    assertThat(names).allSatisfy(name -> assertThat(line.path(name).isNumber()).isTrue());
  }

  @Test
  void a_model_that_was_not_ready_is_a_cold_start_and_no_call() {
    engine.then(Behaviour.fail(new Failure.ModelWarmingUp(Duration.ofSeconds(1), "cold")));

    handle(post(CHAT, chat(MODEL, false)), false, false);

    assertThat(line().path("ColdStarts").intValue()).isEqualTo(1);
    assertThat(line().path("ModelCalls").intValue()).isZero();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void text_is_told_only_where_it_is_wanted_and_a_key_never(boolean wantsText) {
    handle(post(CHAT, chat(MODEL, false)), false, wantsText);

    String log = written.toString(UTF_8);
    assertThat(log.contains("canary prompt")).isEqualTo(wantsText);
    assertThat(log.contains(CANARY_ANSWER)).isEqualTo(wantsText);
    assertThat(log).doesNotContain(CANARY_KEY);
  }

  @Test
  void control_characters_are_escaped() {
    handle(post(CHAT, chat(MODEL, false)), false, true);

    assertThat(written.toString(UTF_8).strip())
        .contains("\\u0007")
        .matches(line -> line.chars().noneMatch(Character::isISOControl), "no control characters");
  }

  @Test
  void what_never_reached_the_model_is_told_without_it() {
    handle(post(CHAT, chat("no-such-model", false)), false, false);
    handle(post(CHAT, "{"), false, false);
    handle(get("/v1/models"), false, false);
    handle(get("/v1/models/" + MODEL), false, false);
    handle(get("/canary-path"), false, false);
    handle(get("/health"), false, false);

    assertThat(lines())
        .extracting(line -> line.path("route").stringValue() + " " + line.path("status").asInt(0))
        .containsExactly(
            CHAT + " 404", CHAT + " 400", "/v1/models 200", "/v1/models/{id} 200", "other 404");
    assertThat(written.toString(UTF_8)).doesNotContain("canary", "such-model");
    assertThat(lines().getLast().has("ModelCalls")).isFalse();
  }

  private void handle(HttpRequest request, boolean gone, boolean wantsText) {
    JsonRequestLog log =
        new JsonRequestLog(
            new PrintStream(written, true, UTF_8), "slm-endpoint", MODEL, keys, wantsText);
    InstantSource clock = InstantSource.system();
    Model model = Catalogue.load().model(MODEL);
    ServedModel served = ServedModel.of(MODEL, model, 4096);
    Answering answering = new Answering(served, () -> "call-1");
    Calls calls = new Calls(EngineStack.of(engine), clock);
    Headings headings = new Headings(clock, new Random(1), "slm-test");
    Api api =
        new Api(
            Api.Handlers.of(
                answering,
                calls,
                headings,
                new ModelsRoute(served, clock.instant()),
                new UsageRoute(Budgeting.NONE)),
            log,
            clock,
            Timers.HEARTBEAT);
    api.handle(request, new Reply(gone));
  }

  private static HttpRequest post(String path, String body) {
    return request("POST", path, body);
  }

  private static HttpRequest get(String path) {
    return request("GET", path, "");
  }

  private static HttpRequest request(String method, String path, String body) {
    Headers headers =
        Headers.of("Content-Type", "application/json")
            .with("Authorization", "Bearer " + CANARY_KEY)
            .with("x-api-key", CANARY_KEY)
            .with(
                "x-amzn-request-context",
                "{\"requestId\":\"request-1\",\"identity\":{\"apiKey\":\"%s\",\"apiKeyId\":\"key-7\"}}"
                    .formatted(CANARY_KEY));
    return new HttpRequest(
        method,
        path,
        headers,
        body.getBytes(UTF_8),
        new InetSocketAddress(InetAddress.getLoopbackAddress(), 1));
  }

  private static String chat(String model, boolean streamed) {
    return "{\"model\":\"%s\",\"stream\":%s,\"messages\":[{\"role\":\"user\",\"content\":\"%s\"}]}"
        .formatted(model, streamed, CANARY_PROMPT);
  }

  private JsonNode line() {
    assertThat(lines()).hasSize(1);
    return lines().getFirst();
  }

  private List<JsonNode> lines() {
    return written.toString(UTF_8).lines().map(JsonMapper.shared()::readTree).toList();
  }

  private static List<String> names(JsonNode metrics) {
    return StreamSupport.stream(metrics.spliterator(), false)
        .map(metric -> metric.path("Name").stringValue())
        .toList();
  }

  /** Takes what is sent; nobody does where the client is gone. */
  private record Reply(boolean gone) implements HttpReply, HttpStream {
    @Override
    public void send(int status, Headers headers, byte[] body) {
      requireClient();
    }

    @Override
    public HttpStream stream(int status, Headers headers) {
      requireClient();
      return this;
    }

    @Override
    public void write(byte[] piece) {}

    @Override
    public void end() {}

    @Override
    public void abort() {}

    @Override
    public void onDisconnect(Runnable listener) {}

    @Override
    public boolean disconnected() {
      return gone;
    }

    @Override
    public void onStop(Runnable listener) {}

    private void requireClient() {
      if (gone) {
        throw new ClientGone("hung up", null);
      }
    }
  }
}

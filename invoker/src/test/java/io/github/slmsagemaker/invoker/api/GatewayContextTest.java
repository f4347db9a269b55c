package io.github.slmsagemaker.invoker.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.slmsagemaker.core.failure.Failure;
import io.github.slmsagemaker.http.Headers;
import io.github.slmsagemaker.http.HttpRequest;
import io.github.slmsagemaker.testkit.engine.FakeEngine;
import io.github.slmsagemaker.testkit.engine.FakeEngine.Behaviour;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class GatewayContextTest {
  private static final String KEY = "canary-0123456789abcdef";
  private static final String CONTEXT =
      """
      {"requestId":"req-1","identity":{"apiKey":"%s","apiKeyId":"key-1","sourceIp":"127.0.0.1"}}
      """
          .formatted(KEY)
          .strip();

  @Test
  void the_ids_are_taken_and_nothing_else() {
    GatewayContext context = context(Headers.of("x-amzn-request-context", CONTEXT));

    assertThat(context.requestId()).isEqualTo("req-1");
    assertThat(context.keyId()).contains("key-1");
    assertThat(context.toString()).doesNotContain(KEY);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "no json",
        "[]",
        "null",
        "{\"requestId\":7,\"identity\":{\"apiKeyId\":{}}}",
        "{\"requestId\":\"\",\"identity\":{\"apiKeyId\":\"\"}}",
        "{\"requestId\":\"a b\",\"identity\":{\"apiKeyId\":\"a/b\"}}",
        "{\"identity\":\"x\"}"
      })
  void what_is_no_id_is_not_taken_and_the_request_gets_an_id_all_the_same(String header) {
    GatewayContext context = context(Headers.of("x-amzn-request-context", header));

    assertThat(context.requestId()).matches("[0-9a-f-]{36}");
    assertThat(context.keyId()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "{\"claims\":{\"sub\":\"8d7f1c9e-0c1b-4f6e\",\"email\":\"a@b\"}}; 8d7f1c9e-0c1b-4f6e",
        "{\"principalId\":\"auth0|5f7c8ec7\",\"integrationLatency\":3}; auth0|5f7c8ec7",
        "{\"principalId\":\"a b\"}; ",
        "{\"principalId\":\"a#b\"}; ",
        "{\"claims\":{\"sub\":7}}; ",
        "{\"claims\":\"x\"}; "
      },
      quoteCharacter = '\'')
  void a_caller_with_a_token_is_its_subject(String authorizer, @Nullable String subject) {
    GatewayContext context =
        context(Headers.of("x-amzn-request-context", "{\"authorizer\":%s}".formatted(authorizer)));

    assertThat(context.caller().keyId()).isEqualTo(Optional.ofNullable(subject));
  }

  @Test
  void a_key_goes_before_what_its_authorizer_is_called() {
    String both =
        "{\"identity\":{\"apiKeyId\":\"k1\"},\"authorizer\":{\"principalId\":\"api-key\"}}";

    assertThat(context(Headers.of("x-amzn-request-context", both)).keyId()).contains("k1");
  }

  @Test
  void a_long_id_is_not_taken() {
    assertThat(context(withId("x".repeat(128))).requestId()).hasSize(128);
    assertThat(context(withId("x".repeat(129))).requestId()).hasSize(36);
  }

  @ParameterizedTest
  @CsvSource({"0, false", "1, true", "no, true", "'', true"})
  void a_client_waits_for_a_cold_model_unless_it_says_0(String value, boolean waits) {
    assertThat(context(Headers.of("x-wait-for-model", value)).waitForModel()).isEqualTo(waits);
    assertThat(context(Headers.none()).waitForModel()).isTrue();
  }

  @Test
  void the_key_is_in_no_reply_no_prompt_and_no_log() throws IOException {
    FakeEngine engine =
        FakeEngine.saying("Hi")
            .then(
                Behaviour.say("Hi"),
                Behaviour.fail(new Failure.EngineFailed("broke")),
                Behaviour.fail(new Failure.EngineFailed("broke"), "Hi"));
    String headers =
        "x-amzn-request-context: %s\r\nx-api-key: %s\r\nAuthorization: Bearer %s\r\n"
            .formatted(CONTEXT, KEY, KEY);
    StringBuilder produced = new StringBuilder();
    try (Log log = new Log();
        ApiServer api = ApiServer.over(engine)) {
      for (String body :
          List.of(
              "", "", ",'stream':true", ",'stream':true", ",'temperature':9", ",'temperatur':1")) {
        Answer answer =
            api.send(
                "POST",
                ApiServer.CHAT,
                ApiServer.chat(body),
                headers + "Content-Type: application/json\r\n");
        assertThat(answer.header("x-request-id")).contains("req-1");
        produced.append(answer.head()).append(answer.body());
      }
      for (String path : List.of("/v1/models", "/v1/models/other", "/nowhere", "/health")) {
        Answer answer = api.send("GET", path, "", headers);
        produced.append(answer.head()).append(answer.body());
      }
      produced.append(engine.generations()).append(log.records);
    }

    assertThat(engine.generations()).hasSize(4);
    assertThat(produced).contains("req-1").doesNotContain(KEY);
  }

  private static Headers withId(String id) {
    return Headers.of("x-amzn-request-context", "{\"requestId\":\"" + id + "\"}");
  }

  private static GatewayContext context(Headers headers) {
    return GatewayContext.of(
        new HttpRequest(
            "POST",
            "/",
            headers,
            new byte[0],
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 1)));
  }

  /** Everything that is logged at any level while it is open. */
  private static final class Log extends Handler implements AutoCloseable {
    private static final Logger OURS = Logger.getLogger("io.github.slmsagemaker");
    private final List<String> records = Collections.synchronizedList(new ArrayList<>());

    Log() {
      OURS.setLevel(Level.ALL);
      OURS.addHandler(this);
    }

    @Override
    public void publish(LogRecord each) {
      records.add(each.getMessage() + each.getThrown());
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
      OURS.removeHandler(this);
      OURS.setLevel(null);
    }
  }
}

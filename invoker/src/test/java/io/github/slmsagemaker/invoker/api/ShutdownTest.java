package io.github.slmsagemaker.invoker.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.slmsagemaker.testkit.engine.FakeEngine;
import io.github.slmsagemaker.testkit.engine.FakeEngine.Behaviour;
import io.github.slmsagemaker.testkit.http.RawClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What clients hear when the server ends, or when they stop sending themselves. */
@Timeout(60)
final class ShutdownTest {
  private static final String STREAM = ",'stream':true";

  @Test
  void whoever_waits_is_told_in_the_form_of_every_error() throws Exception {
    FakeEngine engine = FakeEngine.usually(Behaviour.stall());
    List<Answer> answers = atShutdown(engine, 20, "", false);

    assertThat(answers)
        .hasSize(20)
        .allSatisfy(
            answer -> {
              assertThat(answer.status()).isEqualTo(503);
              assertThat(answer.code()).isEqualTo("shutting_down");
              assertThat(answer.json().at("/error/type").asString()).isEqualTo("server_error");
              assertThat(answer.header("x-should-retry")).contains("false");
              assertThat(answer.header("x-request-id")).isPresent();
            });
  }

  @Test
  void a_stream_that_has_not_begun_is_told_by_its_status() throws Exception {
    List<Answer> answers = atShutdown(FakeEngine.usually(Behaviour.stall()), 2, STREAM, false);

    assertThat(answers).extracting(Answer::status).containsExactly(503, 503);
  }

  @Test
  void a_stream_that_runs_ends_with_an_error_event_and_without_done() throws Exception {
    List<Answer> answers =
        atShutdown(FakeEngine.usually(Behaviour.stall("one", " two")), 5, STREAM, true);

    assertThat(answers)
        .hasSize(5)
        .allSatisfy(
            answer -> {
              assertThat(answer.status()).isEqualTo(200);
              assertThat(answer.complete()).isTrue();
              assertThat(answer.events()).doesNotContain("[DONE]");
              assertThat(answer.events().getLast()).contains("\"code\":\"shutting_down\"");
            });
  }

  @Test
  void a_client_that_only_sends_nothing_more_hears_that_its_generation_was_given_up()
      throws Exception {
    try (ApiServer api = ApiServer.over(FakeEngine.usually(Behaviour.stall()));
        RawClient client = new RawClient(api.port())) {
      client.send(chat("")).endSending();
      Answer answer = Answer.of(client.readToEnd());

      assertThat(answer.status()).isEqualTo(499);
      assertThat(answer.code()).isEqualTo("client_closed_request");
    }
  }

  @Test
  void what_needs_no_model_is_answered_to_a_client_that_sends_nothing_more() throws Exception {
    try (ApiServer api = ApiServer.over(FakeEngine.saying("x"));
        RawClient client = new RawClient(api.port())) {
      client.send(RawClient.head("GET /v1/models HTTP/1.1", "Host: localhost")).endSending();

      assertThat(Answer.of(client.readToEnd()).status()).isEqualTo(200);
    }
  }

  private static List<Answer> atShutdown(
      FakeEngine engine, int clients, String fields, boolean begun) throws Exception {
    List<RawClient> asking = new ArrayList<>();
    List<Answer> answers = new ArrayList<>();
    try (ApiServer api = ApiServer.over(engine)) {
      for (int i = 0; i < clients; i++) {
        asking.add(new RawClient(api.port()).send(chat(fields)));
      }
      while (engine.generations().size() < clients) {
        Thread.sleep(10);
      }
      String head = "";
      for (RawClient client : asking) {
        head = begun ? client.readHead() : "";
      }
      assertThat(api.server().drain(Duration.ofMillis(100))).isFalse();
      for (RawClient client : asking) {
        answers.add(Answer.of(head + client.readToEnd()));
      }
      return answers;
    } finally {
      asking.forEach(RawClient::close);
    }
  }

  private static String chat(String fields) {
    String body = ApiServer.chat(fields);
    return RawClient.head(
            "POST " + ApiServer.CHAT + " HTTP/1.1",
            "Host: localhost",
            "Content-Type: application/json",
            "Content-Length: " + body.length())
        + body;
  }
}

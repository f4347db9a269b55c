package io.github.slmsagemaker.invoker.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.slmsagemaker.core.engine.Call;
import io.github.slmsagemaker.core.engine.Capabilities;
import io.github.slmsagemaker.core.engine.Completion;
import io.github.slmsagemaker.core.engine.Engine;
import io.github.slmsagemaker.core.engine.Generation;
import io.github.slmsagemaker.core.failure.Failure;
import io.github.slmsagemaker.testkit.engine.FakeEngine;
import io.github.slmsagemaker.testkit.engine.FakeEngine.Behaviour;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FailuresTest {
  private static final String STREAM = ",'stream':true";
  private static final String[] PIECES = {"one", " two", " three"};

  @ParameterizedTest
  @ValueSource(strings = {"", STREAM})
  void a_failure_before_the_first_event_has_a_status_of_its_own(String delivery)
      throws IOException {
    Failure cold = new Failure.ModelWarmingUp(Duration.ofSeconds(9), "cold");
    try (ApiServer api = ApiServer.over(FakeEngine.usually(Behaviour.fail(cold)))) {
      Answer answer = api.post(ApiServer.CHAT, ApiServer.chat(delivery));

      assertThat(answer.status()).isEqualTo(503);
      assertThat(answer.header("retry-after")).contains("9");
      assertThat(answer.header("content-type")).contains("application/json");
      assertThat(answer.code()).isEqualTo("model_warming_up");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void a_failure_in_a_stream_is_its_last_event_and_nothing_is_done(int after) throws IOException {
    Behaviour breaks =
        Behaviour.fail(new Failure.EngineFailed("broke"), Arrays.copyOf(PIECES, after));
    try (ApiServer api = ApiServer.over(FakeEngine.usually(breaks))) {
      Answer answer = api.post(ApiServer.CHAT, ApiServer.chat(STREAM));

      assertThat(answer.status()).isEqualTo(200);
      // The role, the pieces, the error.
      assertThat(answer.events()).hasSize(after + 2).doesNotContain("[DONE]");
      assertThat(answer.events().getLast())
          .startsWith("{\"error\":{\"message\":\"broke\"")
          .contains("\"code\":\"engine_failed\"");
      assertThat(answer.complete()).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 3})
  void a_failure_of_a_whole_answer_is_never_a_200(int after) throws IOException {
    Behaviour breaks =
        Behaviour.fail(new Failure.EngineTimedOut("late"), Arrays.copyOf(PIECES, after));
    try (ApiServer api = ApiServer.over(FakeEngine.usually(breaks))) {
      Answer answer = api.post(ApiServer.CHAT, ApiServer.chat(""));

      assertThat(answer.status()).isEqualTo(504);
      assertThat(answer.header("x-should-retry")).contains("false");
    }
  }

  @Test
  void a_streamed_answer_that_has_to_be_json_comes_when_it_was_checked() throws IOException {
    FakeEngine engine =
        FakeEngine.saying("unused").then(Behaviour.say("no"), Behaviour.say("{", "}"));
    try (ApiServer api = ApiServer.over(engine)) {
      Answer answer =
          api.post(
              ApiServer.CHAT, ApiServer.chat(STREAM + ",'response_format':{'type':'json_object'}"));

      assertThat(answer.events()).hasSize(4);
      assertThat(answer.events().get(1)).contains("\"content\":\"{}\"");
      assertThat(answer.events().getLast()).isEqualTo("[DONE]");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", STREAM})
  void an_answer_that_cannot_be_repaired_is_an_error_whatever_the_delivery(String delivery)
      throws IOException {
    try (ApiServer api = ApiServer.over(FakeEngine.saying("no"))) {
      Answer answer =
          api.post(
              ApiServer.CHAT,
              ApiServer.chat(delivery + ",'response_format':{'type':'json_object'}"));

      assertThat(answer.status()).isEqualTo(502);
      assertThat(answer.code()).isEqualTo("invalid_model_output");
      assertThat(answer.header("x-should-retry")).contains("false");
    }
  }

  @Test
  void a_defect_says_nothing_of_the_inside() throws IOException {
    try (ApiServer api = ApiServer.over(new Defective())) {
      Answer answer = api.post(ApiServer.CHAT, ApiServer.chat(""));

      assertThat(answer.status()).isEqualTo(500);
      assertThat(answer.code()).isEqualTo("internal_error");
      assertThat(answer.body()).doesNotContain("secret");
      assertThat(answer.header("x-request-id")).isPresent();
    }
  }

  @Test
  void a_refused_request_reaches_no_engine() throws IOException {
    FakeEngine engine = FakeEngine.saying("x");
    try (ApiServer api = ApiServer.over(engine)) {
      Answer answer = api.post(ApiServer.CHAT, ApiServer.chat(",'temperature':3"));

      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.json().at("/error/param").asString()).isEqualTo("temperature");
      assertThat(engine.generations()).isEmpty();
    }
  }

  private record Defective() implements Engine {
    @Override
    public Capabilities capabilities() {
      return FakeEngine.EVERYTHING;
    }

    @Override
    public Completion generate(Generation generation, Call call, PieceListener pieces) {
      throw new IllegalStateException("secret detail");
    }
  }
}

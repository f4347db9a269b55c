package io.github.slmsagemaker.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.slmsagemaker.deployment.engine.EngineKind;
import io.github.slmsagemaker.local.modelserver.Gate;
import io.github.slmsagemaker.local.modelserver.RandomWorker;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code --llama-server URL}, {@code --tgi URL} and {@code --vllm URL}, from the front door to the
 * engine.
 */
@Timeout(120)
final class ServedByAnotherTest {

  @ParameterizedTest
  @EnumSource(names = {"LLAMA_CPP", "TGI_LLAMACPP", "VLLM"})
  void it_answers_the_same_in_one_piece_and_streamed(EngineKind dialect) throws Exception {
    try (ServedByAnother served = ServedByAnother.speaking(dialect);
        Caller inOnePiece = served.call("/completions", completion("Hello", 12, ""));
        Caller streamed =
            served.call("/completions", completion("Hello", 12, ", \"stream\": true"))) {
      JsonNode reply = inOnePiece.json();
      String text = reply.path("choices").path(0).path("text").asString();

      assertThat(text).isNotEmpty();
      assertThat(reply.path("usage").path("prompt_tokens").asInt()).isPositive();
      assertThat(reply.path("usage").path("completion_tokens").asInt()).isBetween(1, 12);
      String events = streamed.whole();
      assertThat(events).contains("HTTP/1.1 200").contains("data: [DONE]");
      assertThat(streamedText(events)).isEqualTo(text);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"LLAMA_CPP", "TGI_LLAMACPP", "VLLM"})
  void the_context_and_the_name_are_what_the_server_says(EngineKind dialect) throws Exception {
    try (ServedByAnother served = ServedByAnother.speaking(dialect)) {
      assertThat(served.stack().model()).isEqualTo(RandomWorker.MODEL);
      // More than a stack with an engine of its own takes.
      try (Caller caller = served.call("/completions", completion("z ".repeat(4_000), 1, ""))) {
        assertThat(caller.json().path("usage").path("prompt_tokens").asInt()).isGreaterThan(4_096);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"LLAMA_CPP", "TGI_LLAMACPP", "VLLM"})
  void a_stop_string_is_cut_whether_or_not_the_engine_takes_it(EngineKind dialect)
      throws Exception {
    try (ServedByAnother served = ServedByAnother.speaking(dialect);
        Caller caller =
            served.call("/completions", completion("Hello", 12, ", \"stop\": [\"w\", \"q\"]"))) {
      JsonNode reply = caller.json();

      assertThat(reply.path("choices").path(0).path("text").asString())
          .as(reply.toString())
          .doesNotContain("w", "q");
      assertThat(reply.path("usage").path("completion_tokens").asInt()).isPositive();
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"LLAMA_CPP", "TGI_LLAMACPP", "VLLM"})
  void a_prompt_longer_than_the_context_is_context_length_exceeded(EngineKind dialect)
      throws Exception {
    try (ServedByAnother served = ServedByAnother.speaking(dialect);
        Caller caller =
            served.call("/completions", completion("z ".repeat(RandomWorker.CONTEXT), 1, ""))) {
      assertThat(caller.status()).isEqualTo(400);
      assertThat(caller.json().path("error").path("code").asString())
          .isEqualTo("context_length_exceeded");
    }
  }

  /** Of these, TGI refuses such a budget, as the vLLM of some containers does. */
  @ParameterizedTest
  @EnumSource(names = {"LLAMA_CPP", "TGI_LLAMACPP", "VLLM"})
  void a_budget_that_reaches_past_the_window_is_cut_to_it(EngineKind dialect) throws Exception {
    String past = completion("Hello", RandomWorker.CONTEXT - 1, ", \"stream\": true");
    try (ServedByAnother served = ServedByAnother.speaking(dialect);
        Caller caller = served.call("/completions", past)) {
      assertThat(caller.status()).isEqualTo(200);
      caller.hangUp();
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"LLAMA_CPP", "TGI_LLAMACPP", "VLLM"})
  void while_the_engine_is_busy_one_request_waits_and_the_next_is_refused(EngineKind dialect)
      throws Exception {
    try (ServedByAnother served = ServedByAnother.speaking(dialect)) {
      try (Gate gate = new Gate(served.worker());
          Caller waiting = served.call("/completions", completion("Hello", 4, ""))) {
        awaitWaiting(served, 1);
        for (String stream : new String[] {"", ", \"stream\": true"}) {
          try (Caller refused = served.call("/completions", completion("Hello", 4, stream))) {
            assertThat(refused.status()).isEqualTo(429);
            assertThat(refused.whole()).containsPattern("(?i)\nretry-after: [1-9]");
            assertThat(refused.json().path("error").path("message").asString()).isNotBlank();
          }
        }
        gate.open();

        assertThat(waiting.status()).isEqualTo(200);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"LLAMA_CPP", "TGI_LLAMACPP", "VLLM"})
  void a_client_that_hangs_up_while_it_waits_leaves_the_queue(EngineKind dialect) throws Exception {
    try (ServedByAnother served = ServedByAnother.speaking(dialect)) {
      for (String stream : new String[] {"", ", \"stream\": true"}) {
        try (Gate gate = new Gate(served.worker());
            Caller caller = served.call("/completions", completion("Hello", 4, stream))) {
          awaitWaiting(served, 1);
          caller.hangUp();

          awaitWaiting(served, 0);
          assertThat(served.worker().isIdle()).as("the gate holds the engine").isFalse();
          gate.open();
        }
        awaitIdle(served);
      }
    }
  }

  private static void awaitWaiting(ServedByAnother served, int count) throws InterruptedException {
    while (served.worker().waiting() != count) {
      Thread.sleep(2);
    }
  }

  private static void awaitIdle(ServedByAnother served) throws InterruptedException {
    while (!served.worker().isIdle()) {
      Thread.sleep(2);
    }
  }

  private static String completion(String prompt, int tokens, String more) {
    return """
        {"model": "%s", "prompt": "%s", "max_tokens": %d, "temperature": 0%s}"""
        .formatted(RandomWorker.MODEL, prompt, tokens, more);
  }

  private static String streamedText(String events) {
    return events
        .lines()
        .filter(line -> line.startsWith("data: {"))
        .map(line -> JsonMapper.shared().readTree(line.substring("data: ".length())))
        .map(event -> event.path("choices").path(0).path("text").asString(""))
        .collect(Collectors.joining());
  }
}

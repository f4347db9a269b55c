package io.github.slmsagemaker.acceptance.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.openai.client.OpenAIClient;
import com.openai.core.http.StreamResponse;
import com.openai.errors.InternalServerException;
import com.openai.errors.OpenAIException;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.responses.ResponseCreateParams;
import com.openai.models.responses.ResponseStreamEvent;
import dev.langchain4j.model.chat.response.ChatResponse;
import io.github.slmsagemaker.acceptance.stage.Stage;
import io.github.slmsagemaker.core.deployment.Lane;
import io.github.slmsagemaker.local.sagemaker.AwsError;
import io.github.slmsagemaker.local.sagemaker.Misbehaviour;
import io.github.slmsagemaker.local.sagemaker.Misbehaviour.Refuse;
import io.github.slmsagemaker.testkit.container.FakeContainer.Behaviour;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever breaks once an engine may have worked, it works once, although OpenAI's client tries
 * three times by default (promises P1, P6, P8).
 */
final class OneGenerationTest {
  private static final Duration BOUND = Duration.ofSeconds(20);
  private static final String[] TOKENS = {"I", " am", " fine", ",", " thanks"};

  static Stream<Arguments> breakages() {
    return Stream.of(Lane.SERVERLESS, Lane.GPU)
        .flatMap(
            lane ->
                Stream.of(
                        new Misbehaviour.Reset(),
                        new Misbehaviour.HalfFrame(),
                        new Misbehaviour.Cut(0),
                        new Misbehaviour.BreakStream(0),
                        new Refuse(AwsError.model(Stage.ENDPOINT, 500, "{}")),
                        new Refuse(AwsError.timedOut(Stage.ENDPOINT)),
                        new Refuse(AwsError.internalFailure()),
                        new Refuse(AwsError.serviceUnavailable()),
                        new Refuse(AwsError.internalDependency()))
                    .filter(how -> lane.streams() || !ofStreams(how))
                    .map(how -> Arguments.of(lane, Named.of(label(how), how))));
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("breakages")
  void a_call_that_broke_is_not_asked_for_again_by_the_sdk(Lane lane, Misbehaviour how) {
    try (Stage stage = Stage.saying(lane, TOKENS)) {
      OpenAIClient client = Clients.openAi(stage);
      stage.endpoint().misbehave(how);

      assertThatThrownBy(() -> Clients.text(client))
          .isInstanceOf(InternalServerException.class)
          .satisfies(
              thrown ->
                  assertThat(((InternalServerException) thrown).headers().values("x-should-retry"))
                      .containsExactly("false"));
      assertThat(stage.endpoint().invocations()).isEqualTo(1);
      client.close();
    }
  }

  @ParameterizedTest(name = "after {0} tokens")
  @ValueSource(ints = {1, 2, 3, 4, 5})
  void a_stream_that_breaks_after_any_token_throws_and_costs_one_call(int tokens) {
    try (Stage stage = Stage.saying(Lane.GPU, TOKENS)) {
      OpenAIClient client = Clients.openAi(stage);
      stage.engine().then(new Behaviour.Break(tokens));
      List<String> texts = new ArrayList<>();

      assertThatThrownBy(() -> read(client, texts))
          .isInstanceOf(OpenAIException.class)
          .hasMessageContaining("broke");

      assertThat(String.join("", texts))
          .isEqualTo(String.join("", List.of(TOKENS).subList(0, tokens)));
      assertThat(stage.engine().requests()).hasSize(1);
      client.close();
    }
  }

  @ParameterizedTest(name = "after {0} tokens")
  @ValueSource(ints = {1, 2, 3, 4, 5})
  void a_stream_of_the_responses_api_that_breaks_throws_and_costs_one_call(int tokens) {
    try (Stage stage = Stage.saying(Lane.GPU, TOKENS)) {
      OpenAIClient client = Clients.openAi(stage);
      stage.engine().then(new Behaviour.Break(tokens));
      ResponseCreateParams request =
          ResponseCreateParams.builder()
              .model(Stage.MODEL)
              .input("How are you?")
              .maxOutputTokens(16)
              .build();
      List<ResponseStreamEvent> events = new ArrayList<>();

      assertThatThrownBy(
              () -> {
                try (var stream = client.responses().createStreaming(request)) {
                  stream.stream().forEach(events::add);
                }
              })
          .isInstanceOf(OpenAIException.class)
          .hasMessageContaining("broke");

      assertThat(events.getLast().failed()).isPresent();
      assertThat(stage.engine().requests()).hasSize(1);
      client.close();
    }
  }

  @ParameterizedTest(name = "after {0} parts")
  @ValueSource(ints = {1, 3})
  void an_exception_frame_in_mid_stream_throws_and_costs_one_call(int parts) {
    try (Stage stage = Stage.saying(Lane.GPU, TOKENS)) {
      OpenAIClient client = Clients.openAi(stage);
      stage.endpoint().misbehave(new Misbehaviour.BreakStream(parts));

      assertThatThrownBy(() -> Clients.streamedText(client)).isInstanceOf(OpenAIException.class);

      assertThat(stage.endpoint().invocations()).isEqualTo(1);
      client.close();
    }
  }

  /** LangChain4j 1.19 passes error events over; the missing reason is all that it tells. */
  @ParameterizedTest(name = "after {0} tokens")
  @ValueSource(ints = {1, 3})
  void a_stream_that_breaks_has_no_finish_reason_in_langchain4j(int tokens) throws Exception {
    try (Stage stage = Stage.saying(Lane.GPU, TOKENS)) {
      stage.engine().then(new Behaviour.Break(tokens));

      ChatResponse response = Clients.streamed(Clients.langChainStreaming(stage));

      assertThat(response.finishReason()).isNull();
      assertThat(response.aiMessage().text())
          .isEqualTo(String.join("", List.of(TOKENS).subList(0, tokens)));
      assertThat(stage.engine().requests()).hasSize(1);
    }
  }

  @Test
  void a_stream_that_is_given_up_stops_the_engine() throws InterruptedException {
    try (Stage stage = Stage.saying(Lane.GPU, TOKENS)) {
      OpenAIClient client = Clients.openAi(stage);
      stage.engine().then(new Behaviour.Stall(2));
      try (StreamResponse<ChatCompletionChunk> stream =
          client.chat().completions().createStreaming(Clients.ask().build())) {
        assertThat(stream.stream().findFirst()).isPresent();
      }

      assertThat(stage.engine().awaitHangup(BOUND)).as("the engine's client hung up").isTrue();
      assertThat(stage.engine().requests()).hasSize(1);
      assertThat(Clients.text(client)).isEqualTo("I am fine, thanks");
      client.close();
    }
  }

  private static void read(OpenAIClient client, List<String> texts) {
    try (StreamResponse<ChatCompletionChunk> stream =
        client.chat().completions().createStreaming(Clients.ask().build())) {
      for (Iterator<ChatCompletionChunk> chunks = stream.stream().iterator(); chunks.hasNext(); ) {
        texts.add(chunks.next().choices().getFirst().delta().content().orElse(""));
      }
    }
  }

  private static boolean ofStreams(Misbehaviour how) {
    return how instanceof Misbehaviour.Cut || how instanceof Misbehaviour.BreakStream;
  }

  private static String label(Misbehaviour how) {
    return how instanceof Refuse(AwsError error)
        ? error.type() + error.model().map(said -> " " + said.status()).orElse("")
        : how.toString();
  }
}

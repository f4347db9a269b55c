package io.github.slmsagemaker.acceptance.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.parallel.ExecutionMode.CONCURRENT;

import com.openai.client.OpenAIClient;
import com.openai.errors.InternalServerException;
import com.openai.errors.RateLimitException;
import io.github.slmsagemaker.acceptance.stage.Sent;
import io.github.slmsagemaker.acceptance.stage.Stage;
import io.github.slmsagemaker.acceptance.stage.Wire;
import io.github.slmsagemaker.core.deployment.Lane;
import io.github.slmsagemaker.core.deployment.Timers;
import io.github.slmsagemaker.invoker.Parts;
import io.github.slmsagemaker.local.sagemaker.AwsError;
import io.github.slmsagemaker.local.sagemaker.Misbehaviour.Hold;
import io.github.slmsagemaker.local.sagemaker.Misbehaviour.Refuse;
import io.github.slmsagemaker.testkit.container.FakeContainer;
import io.github.slmsagemaker.testkit.container.LlamaServerReplies;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A model that is not ready yet, met by clients with the timeouts they come with (promise P4). */
final class ColdStartTest {
  private static final String ANSWER = "I am fine";
  private static final List<String> TOKENS = List.of("I", " am", " fine");
  private static final Duration HELD = Duration.ofSeconds(2);

  /** A client, and whether it streams. */
  enum Client {
    OPENAI {
      @Override
      String ask(Stage stage) {
        OpenAIClient client = Clients.openAi(stage);
        try {
          return Clients.text(client);
        } finally {
          client.close();
        }
      }
    },
    OPENAI_STREAMING {
      @Override
      String ask(Stage stage) {
        OpenAIClient client = Clients.openAi(stage);
        try {
          return Clients.streamedText(client);
        } finally {
          client.close();
        }
      }
    },
    LANGCHAIN4J {
      @Override
      String ask(Stage stage) {
        return Clients.langChain(stage).chat(Clients.QUESTION);
      }
    },
    LANGCHAIN4J_STREAMING {
      @Override
      String ask(Stage stage) throws Exception {
        return Clients.streamedText(Clients.langChainStreaming(stage));
      }
    };

    abstract String ask(Stage stage) throws Exception;
  }

  @Execution(CONCURRENT)
  @ParameterizedTest
  @EnumSource
  void refusals_are_waited_out_and_the_engine_answers_once(Client client) throws Exception {
    try (Stage stage = stage(Lane.SERVERLESS)) {
      stage
          .endpoint()
          .misbehave(
              new Refuse(AwsError.notReady()),
              new Refuse(AwsError.noCapacity()),
              new Refuse(AwsError.throttled()));

      assertThat(client.ask(stage)).isEqualTo(ANSWER);
      assertThat(stage.endpoint().invocations()).isEqualTo(4);
      assertThat(stage.engine().requests()).hasSize(1);
    }
  }

  @Execution(CONCURRENT)
  @ParameterizedTest
  @EnumSource
  void a_call_that_is_held_in_silence_is_answered_once(Client client) throws Exception {
    try (Stage stage = stage(Lane.GPU)) {
      stage.endpoint().misbehave(new Hold(HELD));

      assertThat(client.ask(stage)).isEqualTo(ANSWER);
      assertThat(stage.endpoint().invocations()).isEqualTo(1);
      assertThat(stage.engine().requests()).hasSize(1);
    }
  }

  @Execution(CONCURRENT)
  @ParameterizedTest
  @EnumSource(
      value = Lane.class,
      names = {"SERVERLESS", "GPU"})
  void heartbeats_disturb_no_client(Lane lane) throws Exception {
    List<Callable<String>> asking =
        List.of(
            () -> inBackground(lane, Client.OPENAI_STREAMING::ask),
            () -> inBackground(lane, Client.LANGCHAIN4J_STREAMING::ask),
            () -> inBackground(lane, ColdStartTest::raw));

    try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<String>> answers = asking.stream().map(clients::submit).toList();
      assertThat(answers.get(0).get()).isEqualTo(ANSWER);
      assertThat(answers.get(1).get()).isEqualTo(ANSWER);
      assertThat(answers.get(2).get())
          .startsWith(": waiting\n\n: waiting\n\n")
          .endsWith("data: [DONE]\n\n");
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Lane.class,
      names = {"SERVERLESS", "GPU"})
  void a_model_that_stays_cold_is_503_with_the_time_to_come_back(Lane lane) {
    try (Stage stage = impatient(lane)) {
      OpenAIClient client = Clients.openAiOnce(stage);
      for (int i = 0; i < 4; i++) {
        stage.endpoint().misbehave(new Refuse(AwsError.notReady()));
      }

      InternalServerException cold =
          catchThrowableOfType(InternalServerException.class, () -> Clients.text(client));
      assertThat(cold.statusCode()).isEqualTo(503);
      assertThat(cold.code()).contains("model_warming_up");
      assertThat(cold.headers().values("retry-after")).containsExactly("60");
      assertThat(cold.headers().values("x-should-retry")).isEmpty();
      assertThatThrownBy(() -> Clients.streamedText(client))
          .isInstanceOf(InternalServerException.class);
      assertThat(stage.engine().requests()).isEmpty();
      client.close();
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Lane.class,
      names = {"SERVERLESS", "GPU"})
  void a_client_that_does_not_want_to_wait_is_answered_at_once(Lane lane) throws Exception {
    try (Stage stage = stage(lane)) {
      stage.endpoint().misbehave(new Refuse(AwsError.notReady()));

      Wire.Reply reply = stage.ask(Sent.with("'stream':true").and("x-wait-for-model: 0"));

      assertThat(reply.status()).isEqualTo(503);
      assertThat(reply.body()).contains("model_warming_up");
      assertThat(stage.endpoint().invocations()).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Lane.class,
      names = {"SERVERLESS", "GPU"})
  void an_endpoint_that_stays_busy_is_429_to_the_sdk(Lane lane) {
    try (Stage stage = impatient(lane)) {
      OpenAIClient client = Clients.openAiOnce(stage);
      stage.endpoint().misbehave(new Refuse(AwsError.throttled()));

      RateLimitException busy =
          catchThrowableOfType(RateLimitException.class, () -> Clients.text(client));
      assertThat(busy.code()).contains("rate_limit_exceeded");
      assertThat(busy.headers().values("retry-after")).containsExactly("5");
      client.close();
    }
  }

  private interface Asking {
    String ask(Stage stage) throws Exception;
  }

  /** The call is held for many heartbeats. */
  private static String inBackground(Lane lane, Asking asking) throws Exception {
    FakeContainer engine = FakeContainer.start(new LlamaServerReplies(TOKENS));
    try (Stage stage = Stage.before(lane, engine, Timers.patience(lane), ColdStartTest::quick)) {
      stage.endpoint().misbehave(new Hold(HELD));
      String answer = asking.ask(stage);
      assertThat(stage.endpoint().invocations()).isEqualTo(1);
      return answer;
    }
  }

  private static Parts quick(Parts parts) {
    return parts.withHeartbeat(Duration.ofMillis(50));
  }

  private static String raw(Stage stage) throws Exception {
    return stage.ask(Sent.with("'stream':true")).body();
  }

  private static Stage stage(Lane lane) {
    return Stage.before(lane, FakeContainer.start(new LlamaServerReplies(TOKENS)));
  }

  private static Stage impatient(Lane lane) {
    return Stage.before(
        lane, FakeContainer.start(new LlamaServerReplies(List.of("I"))), Duration.ZERO);
  }
}

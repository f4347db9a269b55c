package io.github.slmsagemaker.container;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.slmsagemaker.core.deployment.ContainerNames;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** SageMaker's contract, kept by our entrypoint before a real llama-server and the demo model. */
@Timeout(300)
class RealContainerTest {
  private static final Path DEMO = Path.of("..", "tools", "demo-model", "slm-demo.gguf");
  private static final String CANARY = "CANARY-7bd1";

  @TempDir private Path folder;

  @ParameterizedTest(name = "user {0}")
  @ValueSource(ints = {0, 10001})
  void it_serves_ping_and_invocations_from_a_read_only_root_and_ends_by_a_signal(int user)
      throws Exception {
    try (RealContainer container = start(user)) {
      var ping = container.get("/ping");
      var answer =
          container.invoke(
              "{\"prompt\":\"%s\",\"n_predict\":3,\"temperature\":0,".formatted(CANARY)
                  + "\"response_fields\":[\"content\",\"tokens_predicted\"]}");
      container.first().destroy();

      assertThat(ping.statusCode()).isEqualTo(200);
      assertThat(ping.body()).isEqualTo("{\"status\":\"ok\"}");
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.body()).contains("\"tokens_predicted\":3");
      assertThat(container.status()).isZero();
      assertThat(container.said())
          .as("what it logs")
          .contains("slm: llama-cpp serves")
          .contains("user=" + user)
          .doesNotContain(CANARY)
          .doesNotContain("nginx: [");
    }
  }

  @Test
  void nothing_but_the_contract_is_served() throws Exception {
    try (RealContainer container = start()) {
      for (String path :
          new String[] {"/", "/health", "/props", "/slots", "/v1/models", "/tokenize"}) {
        assertThat(container.get(path).statusCode()).as(path).isEqualTo(404);
      }
    }
  }

  @Test
  void a_request_as_large_as_sagemakers_limit_reaches_the_engine() throws Exception {
    try (RealContainer container = start()) {
      var refusal = container.invoke("{\"prompt\":\"" + "z ".repeat(2 << 20) + "\"}");

      assertThat(refusal.statusCode()).isEqualTo(400);
      assertThat(refusal.body()).contains("exceed_context_size_error").contains("\"n_ctx\":1024");
    }
  }

  private RealContainer start() throws Exception {
    return start(0);
  }

  private RealContainer start(int user) throws Exception {
    return RealContainer.start(
        folder,
        DEMO,
        Map.of(ContainerNames.CONTEXT_TOKENS, "1024", ContainerNames.THREADS, "1"),
        user);
  }
}

package io.github.slmsagemaker.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.parallel.ExecutionMode.CONCURRENT;

import io.github.slmsagemaker.testkit.container.FakeContainer;
import io.github.slmsagemaker.testkit.container.FakeContainer.Behaviour;
import io.github.slmsagemaker.testkit.container.LlamaServerReplies;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The end of {@code ./slm local}: signals to the real process with the real stack. */
@Timeout(120)
final class LocalProcessTest {
  private static final List<String> TOKENS = List.of("one", " two", " three");
  private static final String COMPLETION =
      """
      {"model": "fake", "prompt": "Count.", "stream": %s, "max_tokens": 9}""";

  @Execution(CONCURRENT)
  @ParameterizedTest(name = "SIG{0}")
  @ValueSource(strings = {"INT", "TERM"})
  void a_signal_ends_an_idle_stack_with_0(String signal) throws Exception {
    Signals.assumeDelivered(signal);
    try (SlmProcess slm = new SlmProcess();
        HttpClient client = HttpClient.newHttpClient()) {
      assertThat(models(client, slm).statusCode()).isEqualTo(200);

      slm.signal(signal);

      slm.awaitStopping();
      assertThat(slm.exitCode()).isZero();
      assertThatThrownBy(() -> models(client, slm)).isInstanceOf(IOException.class);
    }
  }

  @Execution(CONCURRENT)
  @ParameterizedTest(name = "SIG{0}")
  @ValueSource(strings = {"INT", "TERM"})
  void a_stream_that_is_open_at_a_signal_may_end(String signal) throws Exception {
    Signals.assumeDelivered(signal);
    CountDownLatch stopping = new CountDownLatch(1);
    try (FakeContainer engine = FakeContainer.start(new LlamaServerReplies(TOKENS));
        SlmProcess slm = new SlmProcess("--llama-server", engine.address().toString());
        HttpClient client = HttpClient.newHttpClient()) {
      engine.then(new Behaviour.Hold(1, stopping));
      try (BufferedReader stream = stream(client, slm)) {
        readTo(stream, "\"one\"");
        slm.signal(signal);
        slm.awaitStopping();
        stopping.countDown();

        readTo(stream, "data: [DONE]");
      }
      assertThat(slm.exitCode()).isZero();
    }
  }

  @Execution(CONCURRENT)
  @Test
  void a_stream_that_does_not_end_is_told_so_and_the_exit_code_is_0() throws Exception {
    try (FakeContainer engine = FakeContainer.start(new LlamaServerReplies(TOKENS));
        SlmProcess slm = new SlmProcess("--llama-server", engine.address().toString());
        HttpClient client = HttpClient.newHttpClient()) {
      engine.then(new Behaviour.Stall(1));
      try (BufferedReader stream = stream(client, slm)) {
        readTo(stream, "\"one\"");
        slm.signal("TERM");

        readTo(stream, "data: {\"error\":{\"message\":");
        assertThat(stream.lines()).noneMatch(line -> line.contains("[DONE]"));
        assertThat(slm.exitCode()).isZero();
      }
    }
  }

  @Execution(CONCURRENT)
  @Test
  void a_request_that_waits_in_vain_is_503_and_the_exit_code_is_0() throws Exception {
    try (FakeContainer engine = FakeContainer.start(new LlamaServerReplies(TOKENS));
        SlmProcess slm = new SlmProcess("--llama-server", engine.address().toString());
        HttpClient client = HttpClient.newHttpClient()) {
      while (engine.awaitRequest(Duration.ZERO)) {
        // Those that were asked at the start.
      }
      engine.then(new Behaviour.Stall(0));
      var waiting =
          client.sendAsync(
              to(slm, "/completions")
                  .header("Content-Type", "application/json")
                  .POST(BodyPublishers.ofString(COMPLETION.formatted(false)))
                  .build(),
              BodyHandlers.ofString());
      assertThat(engine.awaitRequest(Duration.ofSeconds(60))).isTrue();
      slm.signal("TERM");

      assertThat(waiting.get().statusCode()).as(waiting.get().body()).isEqualTo(503);
      assertThat(waiting.get().body()).startsWith("{\"error\":{\"message\":");
      assertThat(slm.exitCode()).isZero();
    }
  }

  private static HttpResponse<String> models(HttpClient client, SlmProcess slm)
      throws IOException, InterruptedException {
    return client.send(to(slm, "/models").build(), BodyHandlers.ofString());
  }

  private static BufferedReader stream(HttpClient client, SlmProcess slm)
      throws IOException, InterruptedException {
    InputStream reply =
        client
            .send(
                to(slm, "/completions")
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString(COMPLETION.formatted(true)))
                    .build(),
                BodyHandlers.ofInputStream())
            .body();
    return new BufferedReader(new InputStreamReader(reply, StandardCharsets.UTF_8));
  }

  private static HttpRequest.Builder to(SlmProcess slm, String path) {
    return HttpRequest.newBuilder(URI.create(slm.baseUrl() + path)).header("x-api-key", slm.key());
  }

  private static void readTo(BufferedReader stream, String wanted) throws IOException {
    StringBuilder read = new StringBuilder();
    for (String line = stream.readLine(); line != null; line = stream.readLine()) {
      read.append(line).append('\n');
      if (line.contains(wanted)) {
        return;
      }
    }
    throw new AssertionError("ended without " + wanted + ": " + read);
  }
}

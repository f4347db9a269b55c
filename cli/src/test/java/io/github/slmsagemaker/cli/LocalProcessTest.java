package io.github.slmsagemaker.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The end of {@code ./slm local}: signals to the real process with the real stack. */
@Timeout(120)
final class LocalProcessTest {
  private static final List<String> TOKENS = List.of("one", " two", " three");

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

  @Test
  void a_stream_that_does_not_end_is_cut_off_and_the_exit_code_is_0() throws Exception {
    try (FakeContainer engine = FakeContainer.start(new LlamaServerReplies(TOKENS));
        SlmProcess slm = new SlmProcess("--llama-server", engine.address().toString());
        HttpClient client = HttpClient.newHttpClient()) {
      engine.then(new Behaviour.Stall(1));
      try (BufferedReader stream = stream(client, slm)) {
        readTo(stream, "\"one\"");
        slm.signal("TERM");

        assertThat(slm.exitCode()).isZero();
        assertThatThrownBy(() -> readTo(stream, "data: [DONE]"))
            .isInstanceOfAny(IOException.class, AssertionError.class);
      }
    }
  }

  private static HttpResponse<String> models(HttpClient client, SlmProcess slm)
      throws IOException, InterruptedException {
    return client.send(to(slm, "/models").build(), BodyHandlers.ofString());
  }

  private static BufferedReader stream(HttpClient client, SlmProcess slm)
      throws IOException, InterruptedException {
    String body =
        """
        {"model": "fake", "prompt": "Count.", "stream": true, "max_tokens": 9}""";
    InputStream reply =
        client
            .send(
                to(slm, "/completions")
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString(body))
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

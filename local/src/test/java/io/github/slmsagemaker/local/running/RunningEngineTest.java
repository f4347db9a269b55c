package io.github.slmsagemaker.local.running;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Pages in the form of llama-server's {@code /props} (tools/server/README.md), shortened. */
class RunningEngineTest {
  private final AtomicReference<String> props = new AtomicReference<>("{}");
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          byte[] page = props.get().getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, page.length);
          exchange.getResponseBody().write(page);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private RunningEngine engine() {
    return RunningEngine.llamaServer(
        URI.create("http://127.0.0.1:" + server.getAddress().getPort()));
  }

  @Test
  void a_llama_server_tells_its_control_tokens_and_its_chat_format() {
    props.set(
        """
        {"default_generation_settings":{"n_ctx":512},"model_path":"/m.gguf","bos_token":"<s>",\
        "eos_token":"</s>","chat_template":"{% for m in messages %}<|im_start|>{{m.role}}<|mine|>"}""");

    assertThat(engine().traits().specialTexts())
        .containsExactlyInAnyOrder("<s>", "</s>", "<|im_start|>", "<|mine|>");
    assertThat(engine().traits().chatFormat()).contains("hermes-3");
  }

  @Test
  void an_older_one_that_tells_neither_is_served_all_the_same() {
    props.set("{\"default_generation_settings\":{\"n_ctx\":512}}");

    assertThat(engine().contextTokens()).isEqualTo(512);
    assertThat(engine().traits().specialTexts()).isEmpty();
    assertThat(engine().traits().chatTemplate()).isEmpty();
  }
}

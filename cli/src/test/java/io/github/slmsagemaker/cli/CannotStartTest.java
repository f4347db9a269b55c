package io.github.slmsagemaker.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.parallel.ExecutionMode.CONCURRENT;

import io.github.slmsagemaker.cli.cloud.CloudFixture;
import io.github.slmsagemaker.cli.terminal.Terminal;
import io.github.slmsagemaker.cli.terminal.Termination;
import io.github.slmsagemaker.local.LocalStack;
import io.github.slmsagemaker.local.LocalStacks;
import io.github.slmsagemaker.local.models.ProgressLines;
import io.github.slmsagemaker.testkit.container.ContainerAnswer;
import io.github.slmsagemaker.testkit.container.FakeContainer;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The command with the real stack, on machines where it cannot run: one line, exit code 1. */
final class CannotStartTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @TempDir private Path folder;

  /** Files that are no model. */
  enum NoModel {
    MISSING("no such file"),
    EMPTY("has 0 bytes"),
    SHORT("has 3 bytes"),
    TEXT("begins with bytes"),
    HEAD_ALONE("truncated"),
    HALF("truncated"),
    FOLDER("is a folder");

    private final String said;

    NoModel(String said) {
      this.said = said;
    }
  }

  @ParameterizedTest
  @EnumSource
  void a_path_that_is_no_model_is_one_line(NoModel kind) throws IOException {
    Path path = folder.resolve("some model.gguf");
    make(kind, path);

    assertThat(run("local", "--port", "0", "--model", path.toString())).isEqualTo(1);
    assertThat(err.toString())
        .startsWith("slm: " + path + ": ")
        .contains(kind.said)
        .hasLineCount(1)
        .endsWith("\n");
    assertThat(out.toString()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"--llama-server", "--tgi", "--vllm"})
  void a_url_where_nothing_listens_is_one_line(String option) throws IOException {
    int free;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      free = socket.getLocalPort();
    }

    refused(option, "http://127.0.0.1:" + free, "answers there (no connection); start it");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--llama-server", "--tgi", "--vllm"})
  void a_server_that_hangs_up_is_one_line(String option) {
    try (FakeContainer server = FakeContainer.start(_ -> ContainerAnswer.of(200, "x/y", ""))) {
      // More often than an HTTP client tries again by itself.
      for (int i = 0; i < 20; i++) {
        server.then(new FakeContainer.Behaviour.Break(0));
      }

      refused(option, server.address().toString(), "answers there (");
    }
  }

  @Execution(CONCURRENT)
  @ParameterizedTest
  @ValueSource(strings = {"--llama-server", "--tgi", "--vllm"})
  void a_server_without_tls_behind_https_is_one_line(String option) {
    try (FakeContainer server = FakeContainer.start(_ -> ContainerAnswer.of(200, "x/y", ""))) {
      refused(option, server.address().toString().replace("http:", "https:"), "answers there (");
    }
  }

  @ParameterizedTest(name = "{0} that answers {1} {2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --llama-server | 404 | {}                                      | GET /health was answered 404
          --tgi          | 404 | {}                                      | GET /health was answered 404
          --llama-server | 500 | oops                                    | GET /health was answered 500
          --tgi          | 500 | oops                                    | GET /health was answered 500
          --llama-server | 302 | moved                                   | GET /health was answered 302
          --llama-server | 503 | {"error":{"message":"Loading model"}}   | wait until it has loaded
          --tgi          | 503 | {"error":"unhealthy"}                   | wait until it has loaded
          --llama-server | 200 | <html>                                  | GET /props was not answered with
          --tgi          | 200 | []                                      | GET /info was not answered with
          --llama-server | 200 | {"max_total_tokens":2048}               | n_ctx
          --tgi          | 200 | {"default_generation_settings":{}}      | max_total_tokens
          --tgi          | 200 | {"max_total_tokens":-1}                 | max_total_tokens
          --vllm         | 404 | {"detail":"Not Found"}                  | GET /health was answered 404
          --vllm         | 401 | {"error":"Unauthorized"}                | start it without a key
          --vllm         | 200 | {"object":"list","data":[]}             | data.0.max_model_len
          """)
  void a_server_that_is_no_such_engine_is_one_line(
      String option, int status, String body, String said) {
    ContainerAnswer always = ContainerAnswer.of(status, "application/json", body);
    try (FakeContainer server = FakeContainer.start(_ -> always)) {
      refused(option, server.address().toString(), said);
    }
  }

  @Test
  void a_taken_port_is_one_line() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      String port = Integer.toString(taken.getLocalPort());

      assertThat(run("local", "--port", port)).isEqualTo(1);
      assertThat(err.toString())
          .startsWith("slm: port " + port)
          .contains("--port 0")
          .hasLineCount(1);
      assertThat(out.toString()).isEmpty();
    }
  }

  private void refused(String option, String url, String said) {
    assertThat(run("local", "--port", "0", option, url)).isEqualTo(1);
    assertThat(err.toString())
        .startsWith("slm: %s %s: ".formatted(option, url))
        .contains(said)
        .hasLineCount(1)
        .endsWith("\n");
    assertThat(out.toString()).isEmpty();
  }

  private int run(String... arguments) {
    Map<String, String> environment = Map.of("XDG_CACHE_HOME", SlmProcess.CACHE);
    Terminal terminal =
        new Terminal(
            new PrintWriter(out, true),
            new PrintWriter(err, true),
            new ProgressLines(_ -> {}, InstantSource.system()),
            environment);
    return Slm.commandLine(
            terminal,
            new LocalStacks(environment),
            new Never(),
            new CloudFixture().cloud(),
            Pipe.EMPTY)
        .execute(arguments);
  }

  private static void make(NoModel kind, Path path) throws IOException {
    byte[] demo = demo();
    switch (kind) {
      case MISSING -> {}
      case EMPTY -> Files.createFile(path);
      case SHORT -> Files.write(path, Arrays.copyOf(demo, 3));
      case TEXT -> Files.writeString(path, "a model, honestly");
      case HEAD_ALONE -> Files.write(path, Arrays.copyOf(demo, 24));
      case HALF -> Files.write(path, Arrays.copyOf(demo, demo.length / 2));
      case FOLDER -> Files.createDirectory(path);
    }
  }

  private static byte[] demo() throws IOException {
    try (InputStream in = LocalStacks.class.getResourceAsStream("slm-demo.gguf")) {
      assertThat(in).isNotNull();
      return in.readAllBytes();
    }
  }

  /** No stack starts here. */
  private static final class Never implements Termination {
    @Override
    public void watch(LocalStack stack) {
      stack.close();
      throw new AssertionError("it started");
    }

    @Override
    public int await() {
      throw new AssertionError("it started");
    }
  }
}

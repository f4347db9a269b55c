package io.github.slmsagemaker.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.slmsagemaker.deployment.engine.EngineKind;
import io.github.slmsagemaker.local.frontdoor.ApiKey;
import io.github.slmsagemaker.local.models.ProgressLines;
import io.github.slmsagemaker.local.startup.StartFailure;
import io.github.slmsagemaker.testkit.container.FakeLlamaServer;
import io.github.slmsagemaker.testkit.gguf.Encoding;
import io.github.slmsagemaker.testkit.gguf.RandomArchitecture;
import io.github.slmsagemaker.testkit.gguf.RandomGguf;
import io.github.slmsagemaker.testkit.gguf.RandomShape;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** A llama-server as a child of the stack, with a program that stands in for it. */
@Timeout(120)
class ChildEngineTest {
  private static final ApiKey KEY = new ApiKey("slm-canary0123456789");

  @TempDir private Path folder;
  private final List<String> said = new CopyOnWriteArrayList<>();
  private FakeLlamaServer engine;
  private Path model;

  @BeforeEach
  void prepare() throws IOException {
    engine = FakeLlamaServer.in(Files.createDirectory(folder.resolve("bin")));
    model = folder.resolve("mine.gguf");
    RandomGguf.write(model, RandomShape.tiny(), 1, List.of("<|mine|>"));
  }

  @Test
  void it_answers_through_the_whole_path_and_ends_with_the_stack() throws Exception {
    Path socket;
    try (LocalStack stack = stack(new EngineChoice.Child(engine.program()), file())) {
      assertThat(completion(stack, "Hello")).contains("\"text\":\"one two three\"");
      assertThat(stack.engine())
          .isEqualTo("llama-server 7 (fake) at %s, a process beside this one", engine.program());
      socket = Path.of(engine.arguments().get(engine.arguments().indexOf("--host") + 1));
      assertThat(socket).exists();
    }

    assertThat(running()).isEmpty();
    assertThat(socket.getParent()).doesNotExist();
  }

  /** As in the container, but for its loading and fitting; the context is what the file allows. */
  @Test
  void it_is_started_with_the_containers_settings() throws Exception {
    try (LocalStack _ = stack(new EngineChoice.Child(engine.program()), file())) {
      assertThat(String.join(" ", engine.arguments()).replaceFirst("--threads \\d+ ", ""))
          .matches(
              "--model \\S+/mine.gguf --alias mine --host \\S+/engine.sock --ctx-size 2048"
                  + " --parallel 1 --ubatch-size 256 --cache-ram 0 --offline --no-webui --no-slots");
      assertThat(engine.variables()).contains("PATH").noneMatch(name -> name.startsWith("SLM_"));
    }
  }

  @Test
  void one_that_ends_by_itself_is_explained_without_a_clients_words_and_started_again()
      throws Exception {
    try (LocalStack stack = stack(new EngineChoice.Child(engine.program()), file())) {
      String failed = completion(stack, FakeLlamaServer.DEADLY + " canary");
      awaitSaid("started again");

      assertThat(failed).startsWith("HTTP/1.1 5").contains("\"error\"");
      assertThat(said.getLast())
          .isEqualTo(
              "llama-server ended by signal 6, saying: ggml.c:42: GGML_ASSERT(ne[0] > 0) failed;"
                  + " it is started again");
      assertThat(said).noneMatch(line -> line.contains("canary"));
      while (!completion(stack, "Hello").startsWith("HTTP/1.1 200")) {
        Thread.sleep(20);
      }
      assertThat(engine.starts()).hasSize(2);
    }
    assertThat(running()).isEmpty();
  }

  @Test
  void one_that_cannot_load_is_told_by_its_last_words() throws Exception {
    Files.writeString(
        engine.broken(),
        "loading\nerror loading model: unknown model architecture: 'qwen9'\n"
            + "a.cpp:7: GGML_ASSERT(x) failed\n"
            + "#0 0x0000 in ?? ()\n".repeat(40));

    assertThatThrownBy(() -> stack(new EngineChoice.Child(engine.program()), file()))
        .isInstanceOf(StartFailure.class)
        .hasMessageContaining("ended with exit code 1")
        .hasMessageContaining(
            "unknown model architecture: 'qwen9' | a.cpp:7: GGML_ASSERT(x) failed b")
        .hasMessageContaining("--engine llama-cpp");
    assertThat(running()).isEmpty();
  }

  @Test
  void one_that_cannot_be_started_again_is_said_and_every_answer_is_an_error() throws Exception {
    try (LocalStack stack = stack(new EngineChoice.Child(engine.program()), file())) {
      Files.writeString(engine.broken(), "no memory left\n");
      completion(stack, FakeLlamaServer.DEADLY);
      awaitSaid("no memory left");

      assertThat(completion(stack, "Hello")).startsWith("HTTP/1.1 502");
      assertThat(engine.starts()).hasSize(2);
    }
  }

  @ParameterizedTest
  @CsvSource({"true, llama-server 7 (fake)", "false, llama.cpp b4916 inside this process"})
  void by_itself_it_takes_a_llama_server_that_is_on_the_path(boolean there, String runs)
      throws Exception {
    Map<String, String> environment = there ? path() : Map.of();
    try (LocalStack stack = stack(new EngineChoice.Auto(), file(), environment)) {
      assertThat(stack.engine()).startsWith(runs);
    }
  }

  @Test
  void by_itself_it_takes_the_built_in_engine_for_the_demo_model() throws Exception {
    try (LocalStack stack = stack(new EngineChoice.Auto(), new ModelChoice.Demo(), path())) {
      assertThat(stack.engine()).isEqualTo("llama.cpp b4916 inside this process");
      assertThat(engine.starts()).isEmpty();
    }
  }

  @Test
  void one_on_the_path_that_cannot_be_used_is_said_and_passed_over() throws Exception {
    Files.writeString(engine.program(), "#!/bin/sh\necho 'version: 1'\n");

    try (LocalStack stack = stack(new EngineChoice.Auto(), file(), path())) {
      assertThat(stack.engine()).startsWith("llama.cpp b4916");
      assertThat(said).anyMatch(line -> line.contains("version 1 does not listen on socket"));
    }
  }

  @ParameterizedTest
  @CsvSource({"granite-4.0-h-tiny, granitehybrid", "qwen3-4b-instruct-2507, qwen3"})
  void a_model_that_the_built_in_engine_is_too_old_for_is_refused_before_its_download(
      String name, String family) throws Exception {
    try (ServerSocket hub = new ServerSocket(0, 5, InetAddress.ofLiteral("127.0.0.1"))) {
      Map<String, String> environment =
          Map.of("HF_ENDPOINT", "http://127.0.0.1:" + hub.getLocalPort());
      for (EngineChoice choice :
          List.of(new EngineChoice.Auto(), new EngineChoice.Embedded(EngineKind.LLAMA_CPP))) {
        assertThatThrownBy(() -> stack(choice, new ModelChoice.Named(name), environment))
            .isInstanceOf(StartFailure.class)
            .message()
            .startsWith(name + ": architecture is " + family)
            .contains("brew install llama.cpp", "apt install", "--llama-server-binary FILE");
      }
      hub.setSoTimeout(1);
      assertThatThrownBy(hub::accept).isInstanceOf(SocketTimeoutException.class);
    }
  }

  /** {@code -Dllama.server.binary=FILE}: what the built-in engine is too old for runs in it. */
  @ParameterizedTest
  @EnumSource(names = {"QWEN3", "GRANITE_HYBRID"})
  void a_real_llama_server_runs_what_the_built_in_engine_does_not_know(RandomArchitecture newer)
      throws Exception {
    Path program = realProgram();
    RandomShape tenLayers = new RandomShape(10, 4, 2, 128, 256, 0, 2048, Encoding.Q8_0);
    RandomGguf.write(model, tenLayers.withArchitecture(newer), 1);

    assertThatThrownBy(() -> stack(new EngineChoice.Auto(), file()))
        .isInstanceOf(StartFailure.class)
        .hasMessageContaining("does not know");
    try (LocalStack stack = stack(new EngineChoice.Child(program), file())) {
      assertThat(completion(stack, "Hello")).startsWith("HTTP/1.1 200");
    }
  }

  private static Path realProgram() {
    String program = System.getProperty("llama.server.binary", "");
    assumeTrue(!program.isEmpty(), "no -Dllama.server.binary=FILE was given");
    return Path.of(program);
  }

  /** {@code -Dllama.server.binary=FILE}: greedy answers do not depend on who computes. */
  @Test
  void a_real_llama_server_says_what_the_built_in_engine_says() throws Exception {
    List<String> answers = new ArrayList<>();
    for (EngineChoice choice :
        List.of(
            new EngineChoice.Child(realProgram()),
            new EngineChoice.Embedded(EngineKind.LLAMA_CPP))) {
      try (LocalStack stack = stack(choice, new ModelChoice.Demo())) {
        String body =
            """
            {"model": "slm-demo", "temperature": 0, "max_tokens": 40,
             "messages": [{"role": "user", "content": "What is the weather in Oslo?"}],
             "tools": [{"type": "function", "function": {"name": "get_weather", "parameters":
               {"type": "object", "properties": {"city": {"type": "string"}}}}}]}""";
        try (Caller caller = Caller.post(stack.baseUrl(), "/chat/completions", KEY, body)) {
          JsonNode reply = caller.json();
          answers.add(
              reply.at("/choices/0/message/tool_calls/0/function")
                  + " "
                  + reply.at("/usage/prompt_tokens"));
        }
      }
    }

    assertThat(answers.getFirst()).contains("get_weather", "Oslo").isEqualTo(answers.getLast());
  }

  private ModelChoice file() {
    return new ModelChoice.GgufFile(model);
  }

  private Map<String, String> path() {
    return Map.of("PATH", engine.folder() + ":" + System.getenv("PATH"));
  }

  private LocalStack stack(EngineChoice choice, ModelChoice weights) {
    return stack(choice, weights, Map.of());
  }

  private LocalStack stack(
      EngineChoice choice, ModelChoice weights, Map<String, String> environment) {
    Map<String, String> all = new HashMap<>(environment);
    all.put("XDG_CACHE_HOME", Path.of("target", "child-cache").toAbsolutePath().toString());
    all.put("XDG_STATE_HOME", folder.resolve("state").toString());
    return new LocalStacks(all)
        .start(
            new LocalSettings(0, weights, choice, KEY),
            new ProgressLines(said::add, InstantSource.system()));
  }

  private static String completion(LocalStack stack, String prompt) throws IOException {
    String body =
        """
        {"model": "mine", "prompt": "%s", "max_tokens": 9}"""
            .formatted(prompt);
    try (Caller caller = Caller.post(stack.baseUrl(), "/completions", KEY, body)) {
      return caller.whole();
    }
  }

  private void awaitSaid(String words) throws InterruptedException {
    while (said.stream().noneMatch(line -> line.contains(words))) {
      Thread.sleep(10);
    }
  }

  /** Those that were started and have not ended. */
  private List<ProcessHandle> running() throws IOException {
    return engine.starts().stream()
        .map(ProcessHandle::of)
        .flatMap(Optional::stream)
        .filter(ProcessHandle::isAlive)
        .toList();
  }
}

package io.github.slmsagemaker.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.slmsagemaker.core.deployment.EngineKind;
import io.github.slmsagemaker.local.EngineChoice;
import io.github.slmsagemaker.local.LocalSettings;
import io.github.slmsagemaker.local.LocalStack;
import io.github.slmsagemaker.local.ModelChoice;
import io.github.slmsagemaker.local.models.Progress;
import io.github.slmsagemaker.local.models.ProgressLines;
import io.github.slmsagemaker.local.startup.StartFailure;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SlmTest {
  private static final String KEY = "canary-key-0123456789";

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final Map<String, String> environment = new HashMap<>();
  private final List<LocalSettings> started = new ArrayList<>();
  private final List<LocalStack> watched = new ArrayList<>();
  private RuntimeException failure = new StartFailure("not used");
  private boolean fails;
  private int printedBefore;

  @Test
  void standard_output_has_exactly_the_two_lines() {
    int code = run("local", "--port", "0", "--api-key", KEY);

    assertThat(code).isZero();
    assertThat(out.toString())
        .isEqualTo("OPENAI_BASE_URL=http://127.0.0.1:4711/v1%nOPENAI_API_KEY=%s%n".formatted(KEY));
    assertThat(watched).hasSize(1);
  }

  @Test
  void the_banner_tells_the_model_how_to_call_it_and_how_to_stop() {
    run("local");

    assertThat(err.toString())
        .contains("slm: starting")
        .contains("slm-demo answers at http://127.0.0.1:4711/v1")
        .contains("its own\nsmall head")
        .contains("--model hermes-3-llama-3.1-8b")
        .contains("curl \"$OPENAI_BASE_URL/chat/completions\"")
        .contains("export")
        .contains("Ctrl-C");
  }

  @Test
  void the_banner_of_a_file_does_not_speak_of_the_demo() {
    run("local", "--model", "weights/m.gguf");

    assertThat(err.toString())
        .contains("Its weights are weights/m.gguf")
        .doesNotContain("demo model");
  }

  @Test
  void the_key_is_on_standard_output_alone() {
    environment.put("SLM_API_KEY", KEY);
    run("local");

    assertThat(err.toString()).doesNotContain(KEY);
    assertThat(started.getFirst().toString()).doesNotContain(KEY);
    assertThat(out.toString()).contains("OPENAI_API_KEY=" + KEY);
  }

  @Test
  void a_generated_key_is_new_at_every_start() {
    run("local");
    run("local");

    assertThat(started).allSatisfy(s -> assertThat(s.key().value()).matches("slm-[0-9A-Za-z]{32}"));
    assertThat(started.get(0).key()).isNotEqualTo(started.get(1).key());
  }

  @Test
  void without_options_it_is_the_demo_in_the_dialect_of_llama_cpp_on_port_8080() {
    run("local");

    LocalSettings settings = started.getFirst();
    assertThat(settings.port()).isEqualTo(8080);
    assertThat(settings.model()).isEqualTo(new ModelChoice.Demo());
    assertThat(settings.engine()).isEqualTo(new EngineChoice.Embedded(EngineKind.LLAMA_CPP));
  }

  @Test
  void the_engine_tgi_is_its_llama_cpp_backend() {
    run("local", "--engine", "tgi");

    assertThat(started.getFirst().engine())
        .isEqualTo(new EngineChoice.Embedded(EngineKind.TGI_LLAMACPP));
  }

  @Test
  void a_running_server_is_used_where_it_is_named() {
    run("local", "--llama-server", "http://127.0.0.1:8000", "--model", "hermes-3-llama-3.1-8b");
    run("local", "--tgi=https://tgi.example/base");

    assertThat(started.get(0).engine())
        .isEqualTo(new EngineChoice.LlamaServer(URI.create("http://127.0.0.1:8000")));
    assertThat(started.get(0).model()).isEqualTo(new ModelChoice.Named("hermes-3-llama-3.1-8b"));
    assertThat(started.get(1).engine())
        .isEqualTo(new EngineChoice.Tgi(URI.create("https://tgi.example/base")));
  }

  @Test
  void a_model_is_a_file_where_it_looks_like_one_and_a_name_otherwise(@TempDir Path folder)
      throws Exception {
    Path plain = Files.writeString(folder.resolve("weights"), "");
    run("local", "--model", "m.GGUF");
    run("local", "--model", plain.toString());
    run("local", "--model", "./weights");
    run("local", "--model", "hermes-3-llama-3.2-3b");

    assertThat(started)
        .extracting(LocalSettings::model)
        .containsExactly(
            new ModelChoice.GgufFile(Path.of("m.GGUF")),
            new ModelChoice.GgufFile(plain),
            new ModelChoice.GgufFile(Path.of("./weights")),
            new ModelChoice.Named("hermes-3-llama-3.2-3b"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "local --port -1",
        "local --port 65536",
        "local --port http",
        "local --port",
        "local --engine vllm",
        "local --model",
        "local --model=",
        "local --llama-server 127.0.0.1:8000",
        "local --llama-server ftp://h/",
        "local --tgi http://",
        "local --tgi http://user:secret@h/",
        "local --tgi http://h/?key=x",
        "local --llama-server http://h --tgi http://h",
        "local --llama-server http://h --engine tgi",
        "local --llama-server http://h --model m.gguf",
        "local --nonsense",
        "local stray",
        "nonsense",
        "",
      })
  void senseless_options_are_one_line_and_exit_code_2(String arguments) {
    int code = run(arguments.isEmpty() ? new String[0] : arguments.split(" "));

    assertThat(code).isEqualTo(2);
    assertThat(err.toString()).startsWith("slm: ").endsWith("--help\n").hasLineCount(1);
    assertThat(out.toString()).isEmpty();
    assertThat(started).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nineteen-characters",
        "spaces are refused here",
        "semicolon;are;refused;here",
        "$(refused-is-substitution)",
        "a-key-with-an-umlaut-\u00fc-in-it",
      })
  void a_key_that_api_gateway_would_refuse_is_refused_and_not_printed(String key) {
    int code = run("local", "--api-key", key);

    assertThat(code).isEqualTo(2);
    assertThat(err.toString()).contains("the API key").doesNotContain(key);
  }

  @ParameterizedTest(name = "{0} characters: exit code {1}")
  @org.junit.jupiter.params.provider.CsvSource({"19, 2", "20, 0", "128, 0", "129, 2"})
  void the_length_of_a_key_is_api_gateways(int length, int code) {
    assertThat(run("local", "--api-key", "k".repeat(length))).isEqualTo(code);
  }

  @Test
  void a_key_after_a_misspelt_option_is_not_printed() {
    int code = run("local", "--apikey", KEY);

    assertThat(code).isEqualTo(2);
    assertThat(err.toString()).contains("--apikey").doesNotContain(KEY);
    assertThat(run("local", "--apikey=" + KEY)).isEqualTo(2);
    assertThat(run("local", KEY)).isEqualTo(2);
    assertThat(err.toString()).doesNotContain(KEY);
  }

  @Test
  void a_stack_that_cannot_start_is_one_line_and_exit_code_1() {
    fails = true;
    failure = new StartFailure("port 8080 is taken", new java.io.IOException("inner"));

    assertThat(run("local")).isEqualTo(1);
    assertThat(err.toString()).isEqualTo("slm: starting\nslm: port 8080 is taken\n");
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void a_defect_is_exit_code_70_and_quotes_no_message() {
    fails = true;
    failure = new IllegalStateException("with " + KEY);

    assertThat(run("local")).isEqualTo(70);
    assertThat(err.toString())
        .contains("internal error")
        .contains("IllegalStateException")
        .doesNotContain(KEY);
  }

  @Test
  void help_names_every_option_and_exit_code() {
    assertThat(run("--help")).isZero();
    assertThat(run("local", "--help")).isZero();
    assertThat(out.toString())
        .contains("local", "Exit codes", "70")
        .contains("--port", "--model", "--engine", "--llama-server", "--tgi", "--api-key")
        .contains("SLM_API_KEY", "8080");
  }

  @Test
  void the_version_names_the_java_it_runs_on() {
    assertThat(run("--version")).isZero();
    assertThat(out.toString()).matches("slm .+ \\(Java 25\\)\n");
  }

  @Test
  void no_color_is_honoured() {
    environment.put("NO_COLOR", "1");
    run("--help");

    assertThat(out.toString()).doesNotContain("\u001b");
    assertThat(
            new Terminal(new PrintWriter(out), new PrintWriter(err), silent(), environment).plain())
        .isTrue();
    environment.put("NO_COLOR", "");
    assertThat(
            new Terminal(new PrintWriter(out), new PrintWriter(err), silent(), environment).plain())
        .isFalse();
  }

  private int run(String... arguments) {
    printedBefore = out.getBuffer().length();
    Terminal terminal =
        new Terminal(
            new PrintWriter(out, true),
            new PrintWriter(err, true),
            new ProgressLines(line -> err.write("slm: " + line + "\n"), InstantSource.system()),
            environment);
    return Slm.commandLine(terminal, this::start, new Watching(), new CloudFixture().cloud())
        .execute(arguments);
  }

  private LocalStack start(LocalSettings settings, Progress progress) {
    progress.say("starting");
    if (fails) {
      throw failure;
    }
    started.add(settings);
    return new Answering();
  }

  private static Progress silent() {
    return new ProgressLines(_ -> {}, InstantSource.system());
  }

  /** Ends at once. */
  private final class Watching implements Termination {
    @Override
    public void watch(LocalStack stack) {
      assertThat(out.getBuffer().length()).as("nothing printed yet").isEqualTo(printedBefore);
      watched.add(stack);
    }

    @Override
    public int await() {
      return 0;
    }
  }

  /** Says where it answers. */
  private static final class Answering implements LocalStack {
    @Override
    public URI baseUrl() {
      return URI.create("http://127.0.0.1:4711/v1");
    }

    @Override
    public String model() {
      return "slm-demo";
    }

    @Override
    public void close() {}
  }
}

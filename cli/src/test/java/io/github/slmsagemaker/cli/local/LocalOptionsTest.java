package io.github.slmsagemaker.cli.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.slmsagemaker.cli.CommandStage;
import io.github.slmsagemaker.deployment.engine.EngineKind;
import io.github.slmsagemaker.ledger.Window;
import io.github.slmsagemaker.deployment.Origins;
import io.github.slmsagemaker.local.EngineChoice;
import io.github.slmsagemaker.local.LocalSettings;
import io.github.slmsagemaker.local.ModelChoice;
import io.github.slmsagemaker.authorizer.jwt.TokenSettings;
import io.github.slmsagemaker.local.frontdoor.Admission;
import io.github.slmsagemaker.local.frontdoor.Reach;
import io.github.slmsagemaker.local.frontdoor.DoorKey;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the options of {@code slm local} mean. */
final class LocalOptionsTest extends CommandStage {
  @Test
  void without_options_it_is_the_demo_on_port_8080_and_the_engine_that_is_found() {
    run("local");

    LocalSettings settings = started.getFirst();
    assertThat(settings.port()).isEqualTo(8080);
    assertThat(settings.model()).isEqualTo(new ModelChoice.Demo());
    assertThat(settings.engine()).isEqualTo(new EngineChoice.Auto());
  }

  @Test
  void the_engine_is_what_was_asked_for() {
    run("local", "--engine", "auto");
    run("local", "--engine", "llama-cpp");
    run("local", "--engine", "tgi");
    run("local", "--llama-server-binary", "/opt/llama-server", "--model", "m.gguf");

    assertThat(started)
        .extracting(LocalSettings::engine)
        .containsExactly(
            new EngineChoice.Auto(),
            new EngineChoice.Embedded(EngineKind.LLAMA_CPP),
            new EngineChoice.Embedded(EngineKind.TGI_LLAMACPP),
            new EngineChoice.Child(Path.of("/opt/llama-server")));
  }

  @Test
  void the_engine_vllm_is_its_dialect_over_the_built_in_llama_cpp() {
    run("local", "--engine", "vllm");

    assertThat(started.getFirst().engine()).isEqualTo(new EngineChoice.Embedded(EngineKind.VLLM));
  }

  @Test
  void a_running_server_is_used_where_it_is_named() {
    run("local", "--llama-server", "http://127.0.0.1:8000", "--model", "hermes-3-llama-3.1-8b");
    run("local", "--tgi=https://tgi.example/base");
    run("local", "--vllm", "http://127.0.0.1:8001");

    assertThat(started.get(0).engine())
        .isEqualTo(new EngineChoice.LlamaServer(URI.create("http://127.0.0.1:8000")));
    assertThat(started.get(0).model()).isEqualTo(new ModelChoice.Named("hermes-3-llama-3.1-8b"));
    assertThat(started.get(1).engine())
        .isEqualTo(new EngineChoice.Tgi(URI.create("https://tgi.example/base")));
    assertThat(started.get(2).engine())
        .isEqualTo(new EngineChoice.Vllm(URI.create("http://127.0.0.1:8001")));
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
        "local --engine sglang",
        "local --model",
        "local --model=",
        "local --llama-server 127.0.0.1:8000",
        "local --llama-server ftp://h/",
        "local --tgi http://",
        "local --tgi http://user:secret@h/",
        "local --tgi http://h/?key=x",
        "local --llama-server http://h --tgi http://h",
        "local --tgi http://h --vllm http://h",
        "local --vllm h:8000",
        "local --vllm http://h --engine vllm",
        "local --llama-server http://h --engine tgi",
        "local --llama-server http://h --model m.gguf",
        "local --llama-server-binary /x --engine llama-cpp",
        "local --llama-server-binary /x --tgi http://h",
        "local --llama-server-binary",
        "local --tokens-per-day 0",
        "local --tokens-per-day many",
        "local --tokens-per-day 1000000000001",
        "local --keys=",
        "local --keys a,a",
        "local --keys a:5/week",
        "local --keys a#b",
        "local --auth jwt",
        "local --auth oidc --jwt-issuer https://i.example --jwt-audience slm",
        "local --auth jwt --jwt-issuer https://i.example",
        "local --auth jwt --jwt-audience slm",
        "local --auth jwt --jwt-issuer http://i.example --jwt-audience slm",
        "local --auth jwt --jwt-issuer i.example --jwt-audience slm",
        "local --auth jwt --jwt-issuer https://i.example --jwt-audience=",
        "local --auth jwt --jwt-issuer https://i.example --jwt-audience slm --jwt-keys http://k",
        "local --auth jwt --jwt-issuer https://i.example --jwt-audience slm --keys alice",
        "local --auth jwt --jwt-issuer https://i.example --jwt-audience slm --api-key " + KEY,
        "local --jwt-issuer https://i.example --jwt-audience slm",
        "local --auth api-key --jwt-keys https://i.example/keys",
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

  @Test
  void keys_have_names_and_limits_and_the_first_is_who_starts_it() {
    run("local", "--api-key", KEY, "--tokens-per-day", "1000", "--keys", "alice,bob:50/day");

    LocalSettings settings = started.getFirst();
    Instant now = Instant.parse("2026-11-29T12:00:00Z");
    Admission.Keys admission = (Admission.Keys) settings.admission();
    assertThat(admission.keys()).extracting(DoorKey::id).containsExactly("alice", "bob");
    assertThat(admission.first().value()).isEqualTo(KEY);
    assertThat(settings.budgets().windows("alice", now))
        .extracting(Window::limit)
        .containsExactly(1_000L);
    assertThat(settings.budgets().windows("bob", now))
        .extracting(Window::limit)
        .containsExactly(50L);
    assertThat(out.toString()).contains("OPENAI_API_KEY=" + KEY).hasLineCount(2);
    assertThat(err.toString())
        .contains("The key of bob is " + admission.keys().getLast().key().value())
        .doesNotContain(KEY);
  }

  @Test
  void tokens_open_where_an_issuer_is_named_and_no_key_is_printed() {
    environment.put("SLM_API_KEY", KEY);
    run(
        "local",
        "--auth",
        "jwt",
        "--jwt-issuer",
        "http://127.0.0.1:9/realm",
        "--jwt-audience",
        "slm",
        "--jwt-keys",
        "https://k.example/keys");

    assertThat(started.getFirst().admission())
        .isEqualTo(
            new Admission.Tokens(
                new TokenSettings(
                    URI.create("http://127.0.0.1:9/realm"),
                    Set.of("slm"),
                    Optional.of(URI.create("https://k.example/keys")))));
    assertThat(out.toString()).endsWith("OPENAI_API_KEY=your-token\n").hasLineCount(2);
    assertThat(err.toString())
        .contains("one of http://127.0.0.1:9/realm for slm")
        .contains("(give it a token where it asks for the key)")
        .doesNotContain(KEY, "#key=");
  }

  @Test
  void without_budget_options_nobody_is_limited() {
    run("local");

    assertThat(((Admission.Keys) started.getFirst().admission()).keys()).hasSize(1);
    assertThat(started.getFirst().budgets().windows("localkey00", Instant.EPOCH)).isEmpty();
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
  @CsvSource({"19, 2", "20, 0", "128, 0", "129, 2"})
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
  void names_and_origins_may_be_given_several_times() {
    run(
        "local",
        "--allow-host",
        "host.docker.internal",
        "--allow-host=x.example",
        "--cors-origin",
        "http://localhost:3000");
    run("local");

    assertThat(started.get(0).reach())
        .isEqualTo(
            new Reach(
                List.of("host.docker.internal", "x.example"),
                new Origins(List.of("http://localhost:3000"))));
    assertThat(started.get(1).reach()).isEqualTo(new Reach(List.of(), Origins.NONE));
  }

  @ParameterizedTest
  @CsvSource({"--allow-host, http://x", "--cors-origin, localhost:3000"})
  void what_is_no_name_or_origin_is_a_usage_error(String option, String value) {
    assertThat(run("local", option, value)).isEqualTo(2);
    assertThat(err.toString()).contains("'" + value + "'");
  }
}

package io.github.slmsagemaker.cli;

import io.github.slmsagemaker.local.LocalSettings;
import io.github.slmsagemaker.local.frontdoor.Admission;
import io.github.slmsagemaker.local.frontdoor.ApiKey;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.slmsagemaker.cli.terminal.Terminal;
import io.github.slmsagemaker.local.startup.StartFailure;
import java.io.IOException;
import java.io.PrintWriter;
import org.junit.jupiter.api.Test;

final class SlmTest extends CommandStage {
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
        .contains("For a real conversation", "--model qwen2.5-0.5b-instruct")
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
  void the_link_to_the_page_opens_with_a_key_that_ends_with_the_process() {
    run("local");

    assertThat(err.toString())
        .contains("http://127.0.0.1:4711/#key=" + key(started.getFirst()).value() + "\n");
  }

  @Test
  void a_key_of_ones_own_is_in_the_link_where_a_person_sees_it_alone() {
    run("local", "--api-key", KEY);
    assertThat(err.toString()).contains("http://127.0.0.1:4711/ (it asks for the key)\n");
    assertThat(err.toString()).doesNotContain(KEY);

    attended = true;
    run("local", "--api-key", KEY);
    assertThat(err.toString()).contains("http://127.0.0.1:4711/#key=" + KEY + "\n");
  }

  @Test
  void a_generated_key_is_new_at_every_start() {
    run("local");
    run("local");

    assertThat(started).allSatisfy(s -> assertThat(key(s).value()).matches("slm-[0-9A-Za-z]{32}"));
    assertThat(key(started.get(0))).isNotEqualTo(key(started.get(1)));
  }

  @Test
  void a_stack_that_cannot_start_is_one_line_and_exit_code_1() {
    fails = true;
    failure = new StartFailure("port 8080 is taken", new IOException("inner"));

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

  private static ApiKey key(LocalSettings settings) {
    return ((Admission.Keys) settings.admission()).first();
  }
}

package io.github.slmsagemaker.cli.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.slmsagemaker.cli.CommandStage;
import io.github.slmsagemaker.cli.Pipe;
import io.github.slmsagemaker.cli.running.RunningStack;
import io.github.slmsagemaker.cli.running.RunningStacks;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code echo question | slm chat}. */
final class PipedChatTest extends CommandStage {
  @TempDir private Path state;

  @BeforeEach
  void ask() {
    environment.put("XDG_STATE_HOME", state.toString());
    keyboard = new Pipe("How are you?\n");
  }

  @Test
  void the_answer_alone_is_on_standard_output() throws IOException {
    try (ScriptedApi api = named(ScriptedApi.FINE)) {
      assertThat(run("chat", "--system", "Be brief.")).isZero();

      assertThat(out.toString()).isEqualTo("Fine.\n");
      assertThat(err.toString()).isEmpty();
      JsonNode request = JsonMapper.shared().readTree(api.requests.getFirst());
      assertThat(request.path("model").asString()).isEqualTo("first");
      assertThat(request.path("messages").toString())
          .isEqualTo(
              "[{\"role\":\"system\",\"content\":\"Be brief.\"},"
                  + "{\"role\":\"user\",\"content\":\"How are you?\"}]");
    }
  }

  @Test
  void what_runs_on_this_machine_is_found_and_what_the_environment_names_wins() throws IOException {
    try (ScriptedApi running = new ScriptedApi(ScriptedApi.FINE, ScriptedApi.FINE)) {
      announce(running);
      assertThat(run("chat")).isZero();
      assertThat(running.requests).hasSize(1);

      try (ScriptedApi named = named(ScriptedApi.FINE)) {
        assertThat(run("chat")).isZero();
        assertThat(named.requests).hasSize(1);
        assertThat(running.requests).hasSize(1);
      }
    }
  }

  @Test
  void nobody_else_may_read_the_key_of_what_runs() throws IOException {
    Path file =
        new RunningStacks(environment)
            .announce(new RunningStack(URI.create("http://127.0.0.1:1/v1"), KEY));

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getParent())))
        .isEqualTo("rwx------");
  }

  @Test
  void what_has_ended_without_a_word_is_not_asked() throws Exception {
    Process ended = new ProcessBuilder("true").start();
    ended.waitFor();
    Path running = Files.createDirectories(state.resolve("slm-sagemaker/running"));
    Files.writeString(
        running.resolve(ended.pid() + ".json"), "{\"baseUrl\":\"http://127.0.0.1:1/v1\"}");

    assertThat(run("chat")).isEqualTo(1);
    assertThat(err.toString()).contains("no slm local runs here", "./slm local", "OPENAI_BASE_URL");
  }

  @Test
  void a_key_without_an_address_is_sent_nowhere() throws IOException {
    environment.put("OPENAI_API_KEY", "somebody-elses-key-0123");

    assertThat(run("chat")).isEqualTo(1);
    assertThat(err.toString()).contains("no slm local runs here").doesNotContain("somebody");
  }

  @Test
  void an_address_without_a_key_is_told() {
    environment.put("OPENAI_BASE_URL", "http://127.0.0.1:1/v1");

    assertThat(run("chat")).isEqualTo(1);
    assertThat(err.toString()).contains("OPENAI_API_KEY is not");
  }

  @Test
  void an_address_at_which_nothing_answers_is_told_with_the_next_step() throws IOException {
    named().close();

    assertThat(run("chat", "--model", "m")).isEqualTo(1);
    assertThat(err.toString())
        .contains("nothing answers at http://127.0.0.1:", "/v1", "./slm local");
  }

  @Test
  void an_empty_pipe_is_bad_usage() throws IOException {
    keyboard = new Pipe(" \n");
    try (ScriptedApi api = named()) {
      assertThat(run("chat")).isEqualTo(2);
      assertThat(err.toString()).contains("nothing was asked");
      assertThat(api.requests).isEmpty();
    }
  }

  @Test
  void a_model_that_is_starting_is_waited_for_as_the_api_asks() throws IOException {
    ScriptedApi.Reply starting =
        ScriptedApi.error(
            503, "model_warming_up", "the model is starting", Map.of("Retry-After", "1"));
    try (ScriptedApi api = named(starting, starting, ScriptedApi.FINE)) {
      assertThat(run("chat")).isZero();

      assertThat(out.toString()).isEqualTo("Fine.\n");
      assertThat(err.toString())
          .isEqualTo(
              "slm: 503, model_warming_up: the model is starting; asking again in 1 s\n".repeat(2));
      assertThat(api.requests).hasSize(3);
    }
  }

  @Test
  void what_would_not_help_is_asked_once_and_told_in_the_words_of_the_api() throws IOException {
    ScriptedApi.Reply spent =
        ScriptedApi.error(
            429,
            "insufficient_quota",
            "the tokens of today are used up",
            Map.of("Retry-After", "1", "x-should-retry", "false", "x-request-id", "r-1"));
    try (ScriptedApi api = named(spent)) {
      assertThat(run("chat")).isEqualTo(1);

      assertThat(err.toString())
          .isEqualTo(
              "slm: 429, insufficient_quota: the tokens of today are used up (request r-1)\n");
      assertThat(api.requests).hasSize(1);
    }
  }

  @Test
  void an_answer_that_fails_on_the_way_keeps_what_came_and_is_not_asked_again() throws IOException {
    String piece = "{\"choices\":[{\"delta\":{\"content\":\"Half an\"}}]}";
    try (ScriptedApi api =
        named(
            ScriptedApi.stream(piece, "{\"error\":{\"message\":\"it failed\",\"code\":\"x\"}}"),
            ScriptedApi.stream(piece))) {
      assertThat(run("chat")).isEqualTo(1);
      assertThat(out.toString()).isEqualTo("Half an\n");
      assertThat(err.toString()).isEqualTo("slm: x: it failed\n");
      assertThat(api.requests).hasSize(1);

      assertThat(run("chat")).isEqualTo(1);
      assertThat(err.toString()).contains("the answer broke off");
    }
  }

  @Test
  void a_models_text_commands_no_terminal() throws IOException {
    String hostile = "{\"choices\":[{\"delta\":{\"content\":\"a\\u001b[2Jb\\u0007\\tc\\u009b\"}}]}";
    try (ScriptedApi api = named(ScriptedApi.stream(hostile, "[DONE]"))) {
      run("chat");

      assertThat(api.requests).hasSize(1);
      assertThat(out.toString()).isEqualTo("a\\u001b[2Jb\\u0007\tc\\u009b\n");
    }
  }

  @Test
  void what_runs_here_and_wants_a_token_is_sent_nothing() throws IOException {
    try (ScriptedApi api = new ScriptedApi(ScriptedApi.FINE)) {
      new RunningStacks(environment).announce(new RunningStack(URI.create(api.baseUrl()), ""));

      assertThat(run("chat")).isEqualTo(1);
      assertThat(api.requests).isEmpty();
      assertThat(err.toString()).contains("wants a token").contains("OPENAI_API_KEY to a token");
    }
  }

  private void announce(ScriptedApi api) throws IOException {
    new RunningStacks(environment).announce(new RunningStack(URI.create(api.baseUrl()), KEY));
  }

  private ScriptedApi named(ScriptedApi.Reply... replies) throws IOException {
    ScriptedApi api = new ScriptedApi(replies);
    environment.put("OPENAI_BASE_URL", api.baseUrl() + "/");
    environment.put("OPENAI_API_KEY", KEY);
    return api;
  }
}

package io.github.slmsagemaker.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.slmsagemaker.testkit.container.FakeContainer;
import io.github.slmsagemaker.testkit.container.FakeContainer.Behaviour;
import io.github.slmsagemaker.testkit.container.LlamaServerReplies;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code slm chat} on a terminal of its own, which finds a real {@code slm local}. */
@Timeout(120)
final class ChatProcessTest {
  private static final String CTRL_C = "\u0003";
  private static final String CTRL_D = "\u0004";

  /** JLine asks for pastes in one piece once it reads keys itself; a key before that is lost. */
  private static final String PROMPT = "[?2004h";

  @TempDir private Path state;

  @BeforeAll
  static void a_terminal_can_be_made() throws Exception {
    boolean found =
        new ProcessBuilder("sh", "-c", "script -qec true /dev/null >/dev/null 2>&1 </dev/null")
                .start()
                .waitFor()
            == 0;
    assumeTrue(found, "skipped: util-linux's script makes no terminal here");
    Signals.assumeDelivered("INT");
  }

  @Test
  void ctrl_c_stops_an_answer_and_not_the_program_and_ctrl_d_ends_it() throws Exception {
    try (FakeContainer engine =
            FakeContainer.start(new LlamaServerReplies(List.of("one", " two")));
        SlmProcess local =
            new SlmProcess(
                environment(), List.of(), "--llama-server", engine.address().toString());
        Terminal chat = new Terminal(environment())) {
      chat.readTo("/help tells");
      chat.readTo(PROMPT);
      engine.then(new Behaviour.Stall(1));
      chat.type("Count!\r");
      chat.readTo("one");
      chat.type(CTRL_C);
      chat.readTo("[stopped]");
      chat.readTo(PROMPT);
      assertThat(engine.awaitHangup(Duration.ofMinutes(1))).isTrue();
      chat.type(CTRL_C);
      chat.readTo("Ctrl-D ends.");
      chat.type("\"\"\"\rWhat\rcomes?\r\"\"\"\r");
      chat.readTo("one two");
      chat.readTo("tokens in, 3 out]");
      chat.type("/system Be brief.\r");
      chat.readTo("System prompt: Be brief.");
      chat.type("/retry\r");
      chat.readTo("one two");
      chat.type("/save " + state.resolve("talk.md") + "\r");
      chat.readTo("Saved in");
      chat.type("/nonsense\r");
      chat.readTo("/nonsense is no command");
      chat.readTo(PROMPT);
      chat.type(CTRL_D);

      assertThat(chat.exitCode()).isZero();
      assertThat(engine.requests().getLast().path("prompt").asString())
          .contains("Be brief.", "Count!", "What\ncomes?");
      assertThat(Files.readString(state.resolve("talk.md")))
          .isEqualTo(
              """
              # fake

              ## system

              Be brief.

              ## user

              Count!

              ## assistant

              one

              ## user

              What
              comes?

              ## assistant

              one two
              """);
      assertThat(Files.readString(state.resolve("slm-sagemaker/chat-history")))
          .contains("Count!", "/retry");
      assertThat(Files.getPosixFilePermissions(state.resolve("slm-sagemaker/chat-history")))
          .hasSize(2);
      assertThat(local.key()).isNotEmpty();
    }
  }

  private Map<String, String> environment() {
    return Map.of("XDG_STATE_HOME", state.toString());
  }

  /** A chat behind a pseudo-terminal. */
  private static final class Terminal implements AutoCloseable {
    private final Process process;
    private final Reader shown;
    private final StringBuilder read = new StringBuilder();

    Terminal(Map<String, String> environment) throws IOException {
      String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
      String command =
          "exec '%s' --enable-native-access=ALL-UNNAMED -XX:+UseSerialGC -cp '%s' %s chat"
              .formatted(java, System.getProperty("java.class.path"), Slm.class.getName());
      ProcessBuilder builder = new ProcessBuilder("script", "-qefc", command, "/dev/null");
      builder.environment().putAll(environment);
      builder.environment().put("TERM", "xterm");
      builder.environment().remove("OPENAI_BASE_URL");
      process = builder.redirectErrorStream(true).start();
      shown = process.inputReader(UTF_8);
      // A read of a pipe cannot be interrupted.
      CompletableFuture.delayedExecutor(110, TimeUnit.SECONDS).execute(process::destroyForcibly);
    }

    void type(String keys) throws IOException {
      process.getOutputStream().write(keys.getBytes(UTF_8));
      process.getOutputStream().flush();
    }

    /** Reads on to these words. */
    void readTo(String words) throws IOException {
      read.setLength(0);
      while (read.indexOf(words) < 0) {
        int next = shown.read();
        if (next < 0) {
          throw new AssertionError("ended without " + words + ": " + read);
        }
        read.append((char) next);
      }
    }

    int exitCode() throws IOException, InterruptedException {
      while (shown.read() >= 0) {
        // What a terminal is told at the end.
      }
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
      return process.exitValue();
    }

    @Override
    public void close() {
      process.destroyForcibly();
    }
  }
}

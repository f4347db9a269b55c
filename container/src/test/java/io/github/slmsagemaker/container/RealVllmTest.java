package io.github.slmsagemaker.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.slmsagemaker.core.chat.Sampling;
import io.github.slmsagemaker.core.engine.Engine;
import io.github.slmsagemaker.core.engine.Generation;
import io.github.slmsagemaker.core.engine.Prompt;
import io.github.slmsagemaker.core.failure.Failure;
import io.github.slmsagemaker.deployment.engine.EngineKind;
import io.github.slmsagemaker.testkit.engine.EngineContract;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A real vLLM keeps the contract of every engine, asked at its own {@code /invocations} exactly as
 * the invoker asks.
 */
@Timeout(600)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RealVllmTest {
  private static final String PROMPT = "Count to ten.";
  private static final int BUDGET = 12;

  private VllmServer server;

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    server = VllmServer.start(folder);
  }

  @AfterAll
  void end() {
    if (server != null) {
      server.close();
    }
  }

  @Nested
  class InOnePiece extends OnServer {
    InOnePiece() {
      super(false);
    }
  }

  @Nested
  class Streamed extends OnServer {
    Streamed() {
      super(true);
    }
  }

  @Test
  void its_tokens_are_all_told_and_a_prompt_may_be_some() {
    try (RunningEngine running = asked(false)) {
      var first = running.greedy(Prompt.of(PROMPT), BUDGET).completion();

      assertThat(first.tokenIds()).hasSize(BUDGET);
      assertThat(running.greedy(new Prompt("", first.tokenIds()), 2).completion().promptTokens())
          .isEqualTo(BUDGET);
    }
  }

  @Test
  void a_control_token_of_the_prompt_is_one_token_and_none_is_added() {
    try (RunningEngine running = asked(true)) {
      assertThat(
              running
                  .greedy(Prompt.of("<|begin_of_text|><|im_start|>a"), 1)
                  .completion()
                  .promptTokens())
          .isEqualTo(3);
    }
  }

  @Test
  void a_prompt_that_leaves_no_room_is_a_context_length_failure() {
    try (RunningEngine running = asked(false)) {
      for (int tokens : new int[] {VllmServer.CONTEXT, VllmServer.CONTEXT + 100}) {
        Prompt prompt = Prompt.of("z".repeat(tokens));

        assertThatThrownBy(() -> running.greedy(prompt, 4))
            .as("%d tokens", tokens)
            .isInstanceOf(Failure.ContextLengthExceeded.class);
      }
    }
  }

  private RunningEngine asked(boolean streams) {
    return RunningEngine.before(server.address(), EngineKind.VLLM, streams);
  }

  abstract class OnServer implements EngineContract {
    private final RunningEngine running;
    private final RunningEngine.Answer expected;

    OnServer(boolean streams) {
      running = asked(streams);
      expected = running.greedy(Prompt.of(PROMPT), BUDGET);
    }

    @AfterEach
    void end() {
      running.close();
    }

    @Override
    public Engine engine() {
      return running.engine();
    }

    @Override
    public int budget() {
      return BUDGET;
    }

    @Override
    public String expectedText() {
      return expected.text();
    }

    /** Its tokens are bytes, and none is added. */
    @Override
    public int expectedPromptTokens() {
      return PROMPT.length();
    }

    @Override
    public int expectedCompletionTokens() {
      return BUDGET;
    }

    /** About as many tokens as fit, none of which may be one that ends. */
    @Override
    public Generation endless() {
      Sampling.Beyond never = new Sampling.Beyond(0, 0, 1, true);
      return Generation.of(Prompt.of(PROMPT), VllmServer.CONTEXT - 64, Sampling.GREEDY.with(never));
    }
  }
}

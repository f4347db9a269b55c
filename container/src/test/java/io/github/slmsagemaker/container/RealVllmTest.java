package io.github.slmsagemaker.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.slmsagemaker.core.chat.Sampling;
import io.github.slmsagemaker.core.engine.Generation;
import io.github.slmsagemaker.core.engine.Prompt;
import io.github.slmsagemaker.core.failure.Failure;
import io.github.slmsagemaker.deployment.engine.EngineKind;
import io.github.slmsagemaker.testkit.vllm.ByteModel;
import io.github.slmsagemaker.testkit.vllm.VllmServer;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
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
  private static final Sampling UNENDING = Sampling.GREEDY.with(new Sampling.Beyond(0, 0, 1, true));

  private VllmServer server;

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    server = ByteModel.start(folder);
    System.out.println("vLLM " + server.version());
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
      var first =
          running
              .greedy(Prompt.of(RealEngineContract.PROMPT), RealEngineContract.BUDGET)
              .completion();

      assertThat(first.tokenIds()).hasSize(RealEngineContract.BUDGET);
      assertThat(running.greedy(new Prompt("", first.tokenIds()), 2).completion().promptTokens())
          .isEqualTo(RealEngineContract.BUDGET);
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
      for (int tokens : new int[] {ByteModel.CONTEXT, ByteModel.CONTEXT + 100}) {
        Prompt prompt = Prompt.of("z".repeat(tokens));

        assertThatThrownBy(() -> running.greedy(prompt, 4))
            .as("%d tokens", tokens)
            .isInstanceOf(Failure.ContextLengthExceeded.class);
      }
    }
  }

  /** Releases differ: 0.32.0 cuts some, 0.27.1 refuses. Neither is a failure of the engine. */
  @Test
  void a_budget_that_reaches_past_the_window_is_cut_to_it_or_is_too_long() {
    IllegalStateException cut = new IllegalStateException("one piece is enough");
    try (RunningEngine running = asked(true)) {
      Throwable seen =
          catchThrowable(
              () ->
                  running
                      .engine()
                      .generate(
                          Generation.of(
                              Prompt.of(RealEngineContract.PROMPT),
                              ByteModel.CONTEXT - 1,
                              UNENDING),
                          RunningEngine.call(),
                          _ -> {
                            throw cut;
                          }));

      assertThat(seen)
          .satisfiesAnyOf(
              it -> assertThat(it).isSameAs(cut),
              it -> assertThat(it).isInstanceOf(Failure.ContextLengthExceeded.class));
      System.out.printf(
          "vLLM %s: a budget past the window is %s%n",
          server.version(), seen.equals(cut) ? "cut" : "refused");
    }
  }

  private RunningEngine asked(boolean streams) {
    return RunningEngine.before(server.address(), EngineKind.VLLM, streams);
  }

  abstract class OnServer extends RealEngineContract {
    /** Its tokens are bytes, and none is added. */
    OnServer(boolean streams) {
      super(asked(streams), PROMPT.length(), ByteModel.CONTEXT - 64, UNENDING);
    }
  }
}

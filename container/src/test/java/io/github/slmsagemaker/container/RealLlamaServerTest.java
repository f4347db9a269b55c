package io.github.slmsagemaker.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.slmsagemaker.core.engine.Prompt;
import io.github.slmsagemaker.core.failure.Failure;
import io.github.slmsagemaker.deployment.engine.EngineKind;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A real llama-server keeps the contract of every engine, asked exactly as the invoker asks: the
 * one that {@code -Dllama.server.url} names, or Debian's in a container of its own.
 */
@Timeout(600)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RealLlamaServerTest {
  private EngineUnderTest server;

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    server = EngineUnderTest.llamaServer(folder);
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
  void an_answer_continued_by_its_ids_goes_on_as_it_would_have() {
    try (RunningEngine running = server.engine(EngineKind.LLAMA_CPP, false)) {
      Prompt prompt = Prompt.of(RealEngineContract.PROMPT);
      List<Integer> whole =
          running.greedy(prompt, RealEngineContract.BUDGET).completion().tokenIds();
      assertThat(whole).hasSize(RealEngineContract.BUDGET);
      for (int cut = 1; cut < RealEngineContract.BUDGET; cut++) {
        assertThat(
                running
                    .greedy(prompt.after(whole.subList(0, cut)), RealEngineContract.BUDGET - cut)
                    .completion()
                    .tokenIds())
            .as("cut at %d", cut)
            .isEqualTo(whole.subList(cut, RealEngineContract.BUDGET));
      }
    }
  }

  @Test
  void a_too_long_prompt_is_a_context_length_failure() {
    try (RunningEngine running = server.engine(EngineKind.LLAMA_CPP, false)) {
      Prompt prompt = Prompt.of("z ".repeat(2 * RandomModel.CONTEXT));

      assertThatThrownBy(() -> running.greedy(prompt, 4))
          .isInstanceOf(Failure.ContextLengthExceeded.class);
    }
  }

  abstract class OnServer extends RealEngineContract {
    OnServer(boolean streams) {
      super(
          server.engine(EngineKind.LLAMA_CPP, streams),
          server.promptTokens(PROMPT),
          RandomModel.CONTEXT - 64,
          RandomModel.greedyWithoutEnd());
    }
  }
}

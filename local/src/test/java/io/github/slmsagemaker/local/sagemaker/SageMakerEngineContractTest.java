package io.github.slmsagemaker.local.sagemaker;

import io.github.slmsagemaker.core.engine.Engine;
import io.github.slmsagemaker.core.engine.Generation;
import io.github.slmsagemaker.deployment.engine.EngineKind;
import io.github.slmsagemaker.testkit.container.FakeContainer.Behaviour;
import io.github.slmsagemaker.testkit.container.LlamaServerReplies;
import io.github.slmsagemaker.testkit.container.TgiReplies;
import io.github.slmsagemaker.testkit.engine.EngineContract;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;

final class SageMakerEngineContractTest {

  @Nested
  final class LlamaCppInOnePiece extends OnStage {
    LlamaCppInOnePiece() {
      super(EngineKind.LLAMA_CPP, false, LlamaServerReplies.PROMPT_TOKENS);
    }
  }

  @Nested
  final class LlamaCppStreamed extends OnStage {
    LlamaCppStreamed() {
      super(EngineKind.LLAMA_CPP, true, LlamaServerReplies.PROMPT_TOKENS);
    }
  }

  @Nested
  final class TgiInOnePiece extends OnStage {
    TgiInOnePiece() {
      super(EngineKind.TGI, false, TgiReplies.PROMPT_TOKENS);
    }
  }

  @Nested
  final class TgiStreamed extends OnStage {
    TgiStreamed() {
      super(EngineKind.TGI, true, TgiReplies.PROMPT_TOKENS);
    }
  }

  @Nested
  final class TgiOnLlamaCppInOnePiece extends OnStage {
    TgiOnLlamaCppInOnePiece() {
      super(EngineKind.TGI_LLAMACPP, false, TgiReplies.PROMPT_TOKENS);
    }
  }

  abstract static class OnStage implements EngineContract {
    private final Stage stage;
    private final int promptTokens;

    OnStage(EngineKind kind, boolean streams, int promptTokens) {
      this.stage = Stage.of(kind, streams);
      this.promptTokens = promptTokens;
    }

    @AfterEach
    void end() {
      stage.close();
    }

    @Override
    public Engine engine() {
      return stage.engine();
    }

    @Override
    public int budget() {
      return 12;
    }

    @Override
    public String expectedText() {
      return String.join("", Stage.TOKENS);
    }

    @Override
    public int expectedPromptTokens() {
      return promptTokens;
    }

    @Override
    public int expectedCompletionTokens() {
      return Stage.TOKENS.size() + 1;
    }

    @Override
    public Generation endless() {
      stage.container().then(new Behaviour.Stall(1));
      return answerable(budget());
    }
  }
}

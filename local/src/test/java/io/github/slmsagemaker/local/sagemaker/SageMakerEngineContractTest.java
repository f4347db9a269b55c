package io.github.slmsagemaker.local.sagemaker;

import io.github.slmsagemaker.core.engine.Engine;
import io.github.slmsagemaker.core.engine.Generation;
import io.github.slmsagemaker.deployment.engine.EngineKind;
import io.github.slmsagemaker.local.sagemaker.Stage.Operation;
import io.github.slmsagemaker.testkit.container.FakeContainer.Behaviour;
import io.github.slmsagemaker.testkit.container.LlamaServerReplies;
import io.github.slmsagemaker.testkit.container.TgiReplies;
import io.github.slmsagemaker.testkit.container.VllmReplies;
import io.github.slmsagemaker.testkit.engine.EngineContract;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;

final class SageMakerEngineContractTest {

  @Nested
  final class LlamaCppInOnePiece extends OnStage {
    LlamaCppInOnePiece() {
      super(EngineKind.LLAMA_CPP, Operation.WHOLE, LlamaServerReplies.PROMPT_TOKENS);
    }
  }

  @Nested
  final class LlamaCppStreamed extends OnStage {
    LlamaCppStreamed() {
      super(EngineKind.LLAMA_CPP, Operation.STREAM, LlamaServerReplies.PROMPT_TOKENS);
    }
  }

  @Nested
  final class LlamaCppInProcessInOnePiece extends OnStage {
    LlamaCppInProcessInOnePiece() {
      super(EngineKind.LLAMA_CPP, Operation.WHOLE_IN_PROCESS, LlamaServerReplies.PROMPT_TOKENS);
    }
  }

  @Nested
  final class LlamaCppInProcessStreamed extends OnStage {
    LlamaCppInProcessStreamed() {
      super(EngineKind.LLAMA_CPP, Operation.STREAM_IN_PROCESS, LlamaServerReplies.PROMPT_TOKENS);
    }
  }

  @Nested
  final class TgiInOnePiece extends OnStage {
    TgiInOnePiece() {
      super(EngineKind.TGI, Operation.WHOLE, TgiReplies.PROMPT_TOKENS);
    }
  }

  @Nested
  final class TgiStreamed extends OnStage {
    TgiStreamed() {
      super(EngineKind.TGI, Operation.STREAM, TgiReplies.PROMPT_TOKENS);
    }
  }

  @Nested
  final class TgiOnLlamaCppInOnePiece extends OnStage {
    TgiOnLlamaCppInOnePiece() {
      super(EngineKind.TGI_LLAMACPP, Operation.WHOLE, TgiReplies.PROMPT_TOKENS);
    }
  }

  @Nested
  final class VllmInOnePiece extends OnStage {
    VllmInOnePiece() {
      super(EngineKind.VLLM, Operation.WHOLE, VllmReplies.PROMPT_TOKENS);
    }
  }

  @Nested
  final class VllmStreamed extends OnStage {
    VllmStreamed() {
      super(EngineKind.VLLM, Operation.STREAM, VllmReplies.PROMPT_TOKENS);
    }
  }

  @Nested
  final class VllmInProcessStreamed extends OnStage {
    VllmInProcessStreamed() {
      super(EngineKind.VLLM, Operation.STREAM_IN_PROCESS, VllmReplies.PROMPT_TOKENS);
    }
  }

  abstract static class OnStage implements EngineContract {
    private final Stage stage;
    private final int promptTokens;

    OnStage(EngineKind kind, Operation operation, int promptTokens) {
      this.stage = Stage.of(kind, operation);
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

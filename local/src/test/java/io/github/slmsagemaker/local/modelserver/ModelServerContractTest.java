package io.github.slmsagemaker.local.modelserver;

import io.github.slmsagemaker.core.engine.Call;
import io.github.slmsagemaker.core.engine.Cancellation;
import io.github.slmsagemaker.core.engine.Deadline;
import io.github.slmsagemaker.core.engine.Engine;
import io.github.slmsagemaker.core.engine.Generation;
import io.github.slmsagemaker.deployment.engine.EngineKind;
import io.github.slmsagemaker.local.llama.TextMode;
import io.github.slmsagemaker.testkit.engine.EngineContract;
import java.time.Duration;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;

final class ModelServerContractTest {
  @Nested
  final class LlamaServerInOnePiece extends OnStand {
    LlamaServerInOnePiece() {
      super(EngineKind.LLAMA_CPP, false, TextMode.WHOLE_CHARACTERS);
    }
  }

  @Nested
  final class LlamaServerStreamed extends OnStand {
    LlamaServerStreamed() {
      super(EngineKind.LLAMA_CPP, true, TextMode.WHOLE_CHARACTERS);
    }
  }

  @Nested
  final class TgiInOnePiece extends OnStand {
    TgiInOnePiece() {
      super(EngineKind.TGI_LLAMACPP, false, TextMode.TOKEN_BY_TOKEN);
    }
  }

  @Nested
  final class VllmInOnePiece extends OnStand {
    VllmInOnePiece() {
      super(EngineKind.VLLM, false, TextMode.WHOLE_CHARACTERS);
    }
  }

  @Nested
  final class VllmStreamed extends OnStand {
    VllmStreamed() {
      super(EngineKind.VLLM, true, TextMode.WHOLE_CHARACTERS);
    }
  }

  abstract static class OnStand implements EngineContract {
    private static final Duration WARM_UP = Duration.ofSeconds(30);

    private final Stand stand;
    private final TextMode mode;

    OnStand(EngineKind kind, boolean streams, TextMode mode) {
      // Two may wait: the next request can come before the engine has seen the last one go.
      this.stand = new Stand(kind, streams, 2);
      this.mode = mode;
    }

    @AfterEach
    void end() {
      stand.close();
    }

    @Override
    public Engine engine() {
      return stand.engine;
    }

    @Override
    public int budget() {
      return 12;
    }

    @Override
    public String expectedText() {
      return stand.greedy(budget(), mode);
    }

    @Override
    public int expectedPromptTokens() {
      return stand.prompt().length;
    }

    @Override
    public int expectedCompletionTokens() {
      return budget();
    }

    @Override
    public Generation endless() {
      // A first call loads every class, so that the next one surely reaches the queue in time.
      Call call = new Call(Deadline.in(WARM_UP, InstantSource.system()), new Cancellation());
      stand.engine.generate(answerable(1), call, _ -> {});
      stand.occupyUntilOneCameAndWent();
      return answerable(budget());
    }
  }
}

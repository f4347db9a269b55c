package io.github.slmsagemaker.local;

import io.github.slmsagemaker.deployment.engine.EngineKind;
import java.net.URI;
import java.util.Objects;

/** Who computes in a local stack. */
public sealed interface EngineChoice {

  /** llama.cpp in this process, answering in the dialect of one of the engines. */
  record Embedded(EngineKind dialect) implements EngineChoice {
    public Embedded {
      Objects.requireNonNull(dialect, "dialect");
    }
  }

  /** A llama-server that is already running. */
  record LlamaServer(URI url) implements EngineChoice {
    public LlamaServer {
      Objects.requireNonNull(url, "url");
    }
  }

  /** A Text Generation Inference that is already running. */
  record Tgi(URI url) implements EngineChoice {
    public Tgi {
      Objects.requireNonNull(url, "url");
    }
  }
}

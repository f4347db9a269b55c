package io.github.slmsagemaker.local;

import io.github.slmsagemaker.deployment.engine.EngineKind;
import java.net.URI;
import java.nio.file.Path;
import java.util.Objects;

/** Who computes in a local stack. */
public sealed interface EngineChoice {

  /**
   * A llama-server of this machine where there is one that can be used, else llama.cpp in this
   * process; for the demo model always the latter, so that a first start depends on nothing else.
   */
  record Auto() implements EngineChoice {}

  /** A llama-server that is started as a child of this process. */
  record Child(Path program) implements EngineChoice {
    public Child {
      Objects.requireNonNull(program, "program");
    }
  }

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

  /** A vLLM that is already running. */
  record Vllm(URI url) implements EngineChoice {
    public Vllm {
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

package io.github.slmsagemaker.invoker.dialect;

import io.github.slmsagemaker.core.deployment.EngineKind;
import io.github.slmsagemaker.core.engine.Capabilities;
import io.github.slmsagemaker.core.engine.Generation;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** How an engine is asked through {@code /invocations}, and how its replies are read. */
public interface Dialect {

  Capabilities capabilities();

  /**
   * The request's JSON, built from typed fields alone (promise P15).
   *
   * @param streamed whether the reply is wanted while it is generated
   */
  ObjectNode request(Generation generation, boolean streamed);

  /** What reads the reply to this generation. */
  Reply reply(Generation generation);

  /** The dialect of an engine, which hands {@code markup} out as text even where it is special. */
  static Dialect of(EngineKind engine, List<String> markup) {
    return switch (engine) {
      case LLAMA_CPP -> new LlamaCppDialect(markup);
      case TGI -> new TgiDialect(TgiDialect.Backend.GPU, markup);
      case TGI_LLAMACPP -> new TgiDialect(TgiDialect.Backend.LLAMACPP, markup);
    };
  }
}

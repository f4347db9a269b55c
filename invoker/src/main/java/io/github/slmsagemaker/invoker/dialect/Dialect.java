package io.github.slmsagemaker.invoker.dialect;

import io.github.slmsagemaker.core.engine.Generation;
import io.github.slmsagemaker.core.engine.KnownBeginning;
import tools.jackson.databind.node.ObjectNode;

/** How an engine is asked through {@code /invocations}, and how its replies are read. */
public interface Dialect {
  /**
   * The request's JSON, built from typed fields alone (promise P15).
   *
   * @param streamed whether the reply is wanted while it is generated
   */
  ObjectNode request(Generation generation, boolean streamed);

  /** What reads the reply to this generation. */
  Reply reply(Generation generation);

  /** The same for an engine that has read this before, where it has to be told so. */
  default Dialect behind(KnownBeginning beginning) {
    return this;
  }
}

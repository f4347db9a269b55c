package io.github.slmsagemaker.invoker.dialect;

import io.github.slmsagemaker.core.engine.Generation;
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
}

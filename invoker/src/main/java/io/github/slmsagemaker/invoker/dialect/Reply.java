package io.github.slmsagemaker.invoker.dialect;

import io.github.slmsagemaker.core.engine.Completion;
import io.github.slmsagemaker.core.engine.Engine.PieceListener;
import io.github.slmsagemaker.core.failure.Failure;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Reads the JSON documents of one reply. */
public interface Reply {

  /**
   * Reads a reply that is one document.
   *
   * @throws Failure what the engine says went wrong
   */
  void whole(JsonNode document, PieceListener pieces);

  /**
   * Reads one event of a stream.
   *
   * @throws Failure what the engine says went wrong
   */
  void event(JsonNode event, PieceListener pieces);

  /** How the generation ended, once the engine has said so. */
  Optional<Completion> completion();
}

package io.github.slmsagemaker.local.modelserver;

import io.github.slmsagemaker.http.HttpReply;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** How one kind of container answers {@code /invocations}. */
interface Contract {
  /** The body of a healthy answer to {@code /ping} and {@code /health}. */
  byte[] healthy();

  /** Where the engine itself takes what its container takes at {@code /invocations}. */
  String path();

  /** What the engine says about itself at a path; empty where it has no such page. */
  Optional<JsonNode> page(String path);

  /**
   * Answers a request; the client's hanging up cancels its generation.
   *
   * @throws RuntimeException before anything was sent, to be told by {@link #refusal}
   */
  void answer(ObjectNode request, HttpReply reply) throws InterruptedException;

  /** How this container words a failure. */
  Refusal refusal(Throwable failure);
}

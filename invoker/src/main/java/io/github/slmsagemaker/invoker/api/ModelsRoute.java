package io.github.slmsagemaker.invoker.api;

import io.github.slmsagemaker.core.openai.reply.ModelsReply;
import io.github.slmsagemaker.invoker.answer.ServedModel;
import java.time.Instant;
import java.util.List;

/** {@code GET /v1/models} and {@code GET /v1/models/{id}}. */
public final class ModelsRoute {
  private final ServedModel model;
  private final ModelsReply.Model card;

  /**
   * @param model what is served
   * @param since when this process began to serve it
   */
  public ModelsRoute(ServedModel model, Instant since) {
    this.model = model;
    this.card = new ModelsReply.Model(model.id(), since, "slm-sagemaker", model.contextTokens());
  }

  byte[] list() {
    return ModelsReply.list(List.of(card));
  }

  byte[] one(String id) {
    model.requireNamed(id);
    return ModelsReply.one(card);
  }
}

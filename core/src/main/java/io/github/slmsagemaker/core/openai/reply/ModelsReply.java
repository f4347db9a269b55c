package io.github.slmsagemaker.core.openai.reply;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import tools.jackson.core.JsonGenerator;

/** What {@code GET /v1/models} and {@code GET /v1/models/{id}} answer. */
public final class ModelsReply {
  private ModelsReply() {}

  /** All models, as UTF-8 JSON on one line. */
  public static byte[] list(List<Model> models) {
    return WireJson.object(
        json -> {
          json.writeStringProperty("object", "list");
          json.writeArrayPropertyStart("data");
          for (Model model : models) {
            json.writeStartObject();
            fields(json, model);
            json.writeEndObject();
          }
          json.writeEndArray();
        });
  }

  /** One model, as UTF-8 JSON on one line. */
  public static byte[] one(Model model) {
    return WireJson.object(json -> fields(json, model));
  }

  private static void fields(JsonGenerator json, Model model) {
    json.writeStringProperty("id", model.id());
    json.writeStringProperty("object", "model");
    json.writeNumberProperty("created", model.created().getEpochSecond());
    json.writeStringProperty("owned_by", model.ownedBy());
    json.writeNumberProperty("max_model_len", model.contextTokens());
    json.writeNumberProperty("context_length", model.contextTokens());
  }

  /**
   * A model that is served.
   *
   * @param id as clients name it
   * @param created when it was published or deployed
   * @param ownedBy who made it
   * @param contextTokens tokens of prompt and answer together, under the names that vLLM and
   *     OpenRouter have for it: agents look for one of them
   */
  public record Model(String id, Instant created, String ownedBy, int contextTokens) {
    public Model {
      Objects.requireNonNull(id, "id");
      Objects.requireNonNull(created, "created");
      Objects.requireNonNull(ownedBy, "ownedBy");
    }
  }
}

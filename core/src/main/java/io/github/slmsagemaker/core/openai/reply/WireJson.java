package io.github.slmsagemaker.core.openai.reply;

import io.github.slmsagemaker.core.json.Surrogates;
import java.io.ByteArrayOutputStream;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Writes one JSON object, field by field: there is no way to write a client's JSON through it. */
final class WireJson {
  private static final JsonFactory FACTORY = new JsonFactory();
  private static final int USUAL_BYTES = 512;

  private WireJson() {}

  static byte[] object(Body body) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(USUAL_BYTES);
    try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), bytes)) {
      json.writeStartObject();
      body.write(json);
      json.writeEndObject();
    }
    return bytes.toByteArray();
  }

  /** Text that may come from a model: half characters are mended, which JSON could not carry. */
  static void text(JsonGenerator json, String name, String text) {
    json.writeStringProperty(name, Surrogates.mended(text));
  }

  static void heading(JsonGenerator json, Heading heading, String object) {
    json.writeStringProperty("id", heading.id());
    json.writeStringProperty("object", object);
    json.writeNumberProperty("created", heading.created());
    json.writeStringProperty("model", heading.model());
    json.writeStringProperty("system_fingerprint", heading.systemFingerprint());
  }

  static void usage(JsonGenerator json, Usage usage) {
    json.writeObjectPropertyStart("usage");
    json.writeNumberProperty("prompt_tokens", usage.promptTokens());
    json.writeNumberProperty("completion_tokens", usage.completionTokens());
    json.writeNumberProperty("total_tokens", usage.totalTokens());
    json.writeObjectPropertyStart("prompt_tokens_details");
    json.writeNumberProperty("cached_tokens", usage.cachedTokens());
    json.writeEndObject();
    json.writeEndObject();
  }

  /** Writes the fields of an object. */
  @FunctionalInterface
  interface Body {
    void write(JsonGenerator json);
  }
}

package io.github.slmsagemaker.core.openai.reply;

import io.github.slmsagemaker.core.json.Surrogates;
import java.io.ByteArrayOutputStream;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.node.ObjectNode;

/** Writes one JSON object, field by field. */
public final class WireJson {
  private static final JsonFactory FACTORY = new JsonFactory();
  private static final int USUAL_BYTES = 512;

  private WireJson() {}

  /** An object of what {@code body} writes, as UTF-8 JSON on one line. */
  public static byte[] object(Body body) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(USUAL_BYTES);
    try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), bytes)) {
      json.writeStartObject();
      body.write(json);
      json.writeEndObject();
    }
    return bytes.toByteArray();
  }

  /** Text that may come from a model: half characters are mended, which JSON could not carry. */
  public static void text(JsonGenerator json, String name, String text) {
    json.writeStringProperty(name, Surrogates.mended(text));
  }

  /** Text, or null for none. */
  public static void textOrNull(JsonGenerator json, String name, Optional<String> text) {
    if (text.isPresent()) {
      text(json, name, text.get());
    } else {
      json.writeNullProperty(name);
    }
  }

  /** JSON that was parsed before: a schema of the client's, or arguments of a call. */
  public static void tree(JsonGenerator json, String name, ObjectNode tree) {
    json.writeName(name);
    json.writeRawValue(tree.toString());
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
  public interface Body {
    void write(JsonGenerator json);
  }
}

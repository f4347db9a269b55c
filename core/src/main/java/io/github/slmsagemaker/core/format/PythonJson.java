package io.github.slmsagemaker.core.format;

import java.math.BigDecimal;
import java.util.Iterator;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * JSON as the model saw it in training: Python's {@code json.dumps} with its separators and without
 * escapes for letters beyond ASCII.
 */
final class PythonJson {
  private static final JsonMapper EXACT =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private final StringBuilder out = new StringBuilder();

  private PythonJson() {}

  static String of(JsonNode node) {
    PythonJson json = new PythonJson();
    json.write(node);
    return json.out.toString();
  }

  static String of(String text) {
    PythonJson json = new PythonJson();
    json.writeText(text);
    return json.out.toString();
  }

  /** A JSON object's text written anew; as it is where it is no JSON object. */
  static String reformatted(String json) {
    try {
      JsonNode node = EXACT.readTree(json);
      return node.isObject() ? of(node) : json;
    } catch (JacksonException e) {
      return json;
    }
  }

  private void write(JsonNode node) {
    if (node.isObject()) {
      writeObject(node);
    } else if (node.isArray()) {
      writeArray(node);
    } else if (node.isString()) {
      writeText(node.asString());
    } else if (node.isFloatingPointNumber()) {
      out.append(number(node));
    } else {
      out.append(node);
    }
  }

  private void writeObject(JsonNode node) {
    out.append('{');
    for (Iterator<Map.Entry<String, JsonNode>> all = node.properties().iterator();
        all.hasNext(); ) {
      Map.Entry<String, JsonNode> property = all.next();
      writeText(property.getKey());
      out.append(": ");
      write(property.getValue());
      out.append(all.hasNext() ? ", " : "");
    }
    out.append('}');
  }

  private void writeArray(JsonNode node) {
    out.append('[');
    for (Iterator<JsonNode> all = node.iterator(); all.hasNext(); ) {
      write(all.next());
      out.append(all.hasNext() ? ", " : "");
    }
    out.append(']');
  }

  private void writeText(String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        case '\f' -> out.append("\\f");
        case '\b' -> out.append("\\b");
        default -> out.append(c < ' ' ? String.format("\\u%04x", (int) c) : String.valueOf(c));
      }
    }
    out.append('"');
  }

  /** Python writes the shortest digits, with an exponent below 1e-4 and from 1e16. */
  private static String number(JsonNode node) {
    double value = node.doubleValue();
    if (!Double.isFinite(value) || value == 0) {
      return Double.isFinite(value) ? Double.toString(value) : node.toString();
    }
    BigDecimal digits = new BigDecimal(Double.toString(value)).stripTrailingZeros();
    int exponent = digits.precision() - digits.scale() - 1;
    if (exponent >= -4 && exponent < 16) {
      return digits.scale() <= 0 ? digits.toPlainString() + ".0" : digits.toPlainString();
    }
    String mantissa = digits.movePointLeft(exponent).stripTrailingZeros().toPlainString();
    return mantissa + "e" + (exponent < 0 ? "-" : "+") + String.format("%02d", Math.abs(exponent));
  }
}

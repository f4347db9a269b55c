package io.github.slmsagemaker.core.json;

import io.github.slmsagemaker.core.failure.Failure.BadRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A value of a request and where it stands. Nothing is converted: text is no number, 1.5 is no
 * integer, 1 is not true.
 *
 * @param path as OpenAI's {@code param} has it, such as {@code messages[2].content[0].type}
 */
public record Field(String path, JsonNode node) {
  /** Above this a 64-bit float skips integers. */
  private static final double LARGEST_EXACT = 1L << 53;

  public String string() {
    if (!node.isString()) {
      throw wrongType("a string");
    }
    return node.stringValue();
  }

  /** Text that a pattern matches as a whole; {@code expected} says it in words. */
  public String string(Pattern pattern, String expected) {
    String text = string();
    if (!pattern.matcher(text).matches()) {
      throw wrongValue(expected);
    }
    return text;
  }

  public boolean bool() {
    if (!node.isBoolean()) {
      throw wrongType("true or false");
    }
    return node.booleanValue();
  }

  public int integer(int least, int most) {
    String expected = "an integer from " + least + " to " + most;
    long value = longInteger(expected);
    if (value < least || value > most) {
      throw wrongValue(expected);
    }
    return (int) value;
  }

  /** A whole number, also written {@code 150.0} or {@code 1.5e2}. */
  public long longInteger(String expected) {
    if (node.isFloatingPointNumber()) {
      return whole(node.doubleValue(), expected);
    }
    if (!node.isIntegralNumber()) {
      throw wrongType(expected);
    }
    if (!node.canConvertToLong()) {
      throw wrongValue(expected);
    }
    return node.longValue();
  }

  private long whole(double value, String expected) {
    if (value != Math.rint(value)) {
      throw wrongType(expected);
    }
    if (Math.abs(value) > LARGEST_EXACT) {
      throw wrongValue(expected);
    }
    return (long) value;
  }

  public double number(double least, double most) {
    String expected = "a number from " + (long) least + " to " + (long) most;
    double value = number(expected);
    if (value < least || value > most) {
      throw wrongValue(expected);
    }
    return value;
  }

  public double number(String expected) {
    if (!node.isNumber()) {
      throw wrongType(expected);
    }
    return node.doubleValue();
  }

  public Fields object() {
    if (node instanceof ObjectNode object) {
      return new Fields(path, object);
    }
    throw wrongType("an object");
  }

  public List<Field> array(int least, int most) {
    String expected = "an array of " + least + " to " + most;
    if (!node.isArray()) {
      throw wrongType(expected);
    }
    if (node.size() < least || node.size() > most) {
      throw wrongValue(expected);
    }
    List<Field> elements = new ArrayList<>(node.size());
    for (int i = 0; i < node.size(); i++) {
      elements.add(new Field(path + '[' + i + ']', node.get(i)));
    }
    return elements;
  }

  public BadRequest wrongType(String expected) {
    return refuse(Refusal.INVALID_TYPE, expected);
  }

  public BadRequest wrongValue(String expected) {
    return refuse(Refusal.INVALID_VALUE, expected);
  }

  /** A value that OpenAI's API has and that is not served here. */
  public BadRequest unsupported(String expected) {
    return refuse(Refusal.UNSUPPORTED_VALUE, expected);
  }

  private BadRequest refuse(String code, String expected) {
    return Refusal.field(path, code, "is " + Shown.value(node) + ", expected " + expected);
  }
}

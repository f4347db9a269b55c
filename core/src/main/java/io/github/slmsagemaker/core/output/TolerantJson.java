package io.github.slmsagemaker.core.output;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads the JSON that models write: JSON itself, and Python dictionaries with single quotes,
 * trailing commas, {@code True}, {@code False} and {@code None}, and line breaks within strings.
 *
 * <p>The README of NousResearch/Hermes-Function-Calling shows calls in that form.
 */
final class TolerantJson {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final Pattern NUMBER =
      Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]{1,4})?");
  private static final int DEEPEST = 100;
  private static final int LONGEST_NUMBER = 400;

  private final String text;
  private int at;

  private TolerantJson(String text) {
    this.text = text;
  }

  /** The object that the whole text is, white space around it aside; empty where it is none. */
  static Optional<ObjectNode> object(String text) {
    return whole(text).filter(JsonNode::isObject).map(JsonNode::asObject);
  }

  /** The object that the whole text is, or the objects of the list that it is; else none. */
  static List<ObjectNode> objects(String text) {
    return whole(text)
        .map(value -> objects(value.isArray() ? value : List.of(value)))
        .orElse(List.of());
  }

  private static List<ObjectNode> objects(Iterable<JsonNode> values) {
    List<ObjectNode> objects = new ArrayList<>();
    for (JsonNode value : values) {
      if (!(value instanceof ObjectNode object)) {
        return List.of();
      }
      objects.add(object);
    }
    return objects;
  }

  private static Optional<JsonNode> whole(String text) {
    TolerantJson reader = new TolerantJson(text);
    try {
      JsonNode value = reader.value(0);
      reader.skipSpace();
      return reader.at == text.length() ? Optional.of(value) : Optional.empty();
    } catch (Malformed e) {
      return Optional.empty();
    }
  }

  private JsonNode value(int depth) {
    skipSpace();
    return switch (peek()) {
      case '{' -> object(depth + 1);
      case '[' -> array(depth + 1);
      case '"', '\'' -> JSON.stringNode(string());
      case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> number();
      default -> word();
    };
  }

  private ObjectNode object(int depth) {
    requireWithin(depth);
    ObjectNode object = JSON.objectNode();
    at++;
    while (!closes('}')) {
      char quote = peek();
      if (quote != '"' && quote != '\'') {
        throw new Malformed();
      }
      String name = string();
      skipSpace();
      expect(':');
      object.set(name, value(depth));
      separate('}');
    }
    return object;
  }

  private ArrayNode array(int depth) {
    requireWithin(depth);
    ArrayNode array = JSON.arrayNode();
    at++;
    while (!closes(']')) {
      array.add(value(depth));
      separate(']');
    }
    return array;
  }

  /** Reads a name or text in either quotes; surrogates without their other half are replaced. */
  private String string() {
    char quote = next();
    StringBuilder out = new StringBuilder();
    for (char c = next(); c != quote; c = next()) {
      if (c == '\\') {
        escape(out);
      } else {
        out.append(c);
      }
    }
    return out.codePoints()
        .map(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE ? 0xFFFD : c)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  /** JSON's escapes and Python's; what is neither stays as it is, as in Python. */
  private void escape(StringBuilder out) {
    char c = next();
    switch (c) {
      case '"', '\'', '\\', '/' -> out.append(c);
      case 'n' -> out.append('\n');
      case 'r' -> out.append('\r');
      case 't' -> out.append('\t');
      case 'f' -> out.append('\f');
      case 'b' -> out.append('\b');
      case 'u' -> out.append(hex(4));
      case 'x' -> out.append(hex(2));
      default -> out.append('\\').append(c);
    }
  }

  private char hex(int digits) {
    int value = 0;
    for (int i = 0; i < digits; i++) {
      int digit = Character.digit(next(), 16);
      if (digit < 0) {
        throw new Malformed();
      }
      value = value * 16 + digit;
    }
    return (char) value;
  }

  private JsonNode number() {
    int start = at;
    while (at < text.length() && "+-.eE0123456789".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    String digits = text.substring(start, at);
    if (digits.length() > LONGEST_NUMBER || !NUMBER.matcher(digits).matches()) {
      throw new Malformed();
    }
    return digits.chars().allMatch(c -> c == '-' || Character.isDigit(c))
        ? JSON.numberNode(new BigInteger(digits))
        : JSON.numberNode(new BigDecimal(digits));
  }

  private JsonNode word() {
    int start = at;
    while (at < text.length() && Character.isLetter(text.charAt(at))) {
      at++;
    }
    return switch (text.substring(start, at)) {
      case "true", "True" -> JSON.booleanNode(true);
      case "false", "False" -> JSON.booleanNode(false);
      case "null", "None" -> JSON.nullNode();
      default -> throw new Malformed();
    };
  }

  private boolean closes(char bracket) {
    skipSpace();
    if (peek() != bracket) {
      return false;
    }
    at++;
    return true;
  }

  private void separate(char bracket) {
    skipSpace();
    if (peek() != bracket) {
      expect(',');
    }
  }

  private void expect(char wanted) {
    if (next() != wanted) {
      throw new Malformed();
    }
  }

  private void skipSpace() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
  }

  private char next() {
    char c = peek();
    at++;
    return c;
  }

  private char peek() {
    if (at >= text.length()) {
      throw new Malformed();
    }
    return text.charAt(at);
  }

  private static void requireWithin(int depth) {
    if (depth > DEEPEST) {
      throw new Malformed();
    }
  }

  /** Ends a reading; never leaves this class, so it carries nothing. */
  private static final class Malformed extends RuntimeException {
    Malformed() {
      super("malformed", null, false, false);
    }
  }
}

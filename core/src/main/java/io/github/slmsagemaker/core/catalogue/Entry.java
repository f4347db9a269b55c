package io.github.slmsagemaker.core.catalogue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One object of the data file together with its path, so that a complaint can say where.
 *
 * <p>Every reader throws {@link IllegalStateException} naming path, value and what was expected.
 */
public final class Entry {
  private final String path;
  private final ObjectNode node;

  private Entry(String path, JsonNode node) {
    if (!(node instanceof ObjectNode object)) {
      throw new IllegalStateException(
          "catalogue: " + path + " is " + node + ", expected an object");
    }
    this.path = path;
    this.node = object;
  }

  static Entry root(JsonNode node) {
    return new Entry("$", node);
  }

  /** A part of the data file, as {@link Catalogue#section} hands it out. */
  public static Entry section(String name, ObjectNode node) {
    return new Entry("$." + name, node);
  }

  ObjectNode node() {
    return node;
  }

  /** The names that it has, in the order of the file. */
  public List<String> names() {
    return List.copyOf(node.propertyNames());
  }

  /** Complains about names other than these, which are most likely misspelt. */
  public void allow(String... allowed) {
    for (String name : names()) {
      if (!Set.of(allowed).contains(name)) {
        throw new IllegalStateException(
            "catalogue: " + path + " has '" + name + "', expected of " + Set.of(allowed));
      }
    }
  }

  /** Adds the path to what a record's constructor complains about. */
  public <T> T checked(Supplier<T> construction) {
    try {
      return construction.get();
    } catch (IllegalArgumentException e) {
      throw new IllegalStateException("catalogue: " + path + ": " + e.getMessage(), e);
    }
  }

  /** A text. */
  public String text(String name) {
    return required(name, JsonNode::isString, "a text").asString();
  }

  /** A text; empty where there is none. */
  public Optional<String> optionalText(String name) {
    return node.has(name) ? Optional.of(text(name)) : Optional.empty();
  }

  /** A text, as what it stands for. */
  public <T> T parsed(String name, Function<String, T> parser) {
    try {
      return parser.apply(text(name));
    } catch (RuntimeException e) {
      throw new IllegalStateException("catalogue: " + path + "." + name + ": " + e.getMessage(), e);
    }
  }

  /** A whole number. */
  public int integer(String name) {
    return required(name, JsonNode::canConvertToInt, "an integer").intValue();
  }

  OptionalInt optionalInteger(String name) {
    return node.has(name) ? OptionalInt.of(integer(name)) : OptionalInt.empty();
  }

  /** A whole number that may be large. */
  public long number(String name) {
    return required(name, JsonNode::canConvertToLong, "an integer").longValue();
  }

  /** A number that may have a fraction. */
  public double decimal(String name) {
    return required(name, JsonNode::isNumber, "a number").doubleValue();
  }

  boolean flag(String name) {
    return required(name, JsonNode::isBoolean, "true or false").booleanValue();
  }

  /** An object within. */
  public Entry object(String name) {
    return new Entry(path + "." + name, node.path(name));
  }

  /** An object within; empty where there is none. */
  public Optional<Entry> optionalObject(String name) {
    return node.has(name) ? Optional.of(object(name)) : Optional.empty();
  }

  /** A list of objects. */
  public List<Entry> list(String name) {
    List<Entry> entries = new ArrayList<>();
    for (JsonNode element : required(name, JsonNode::isArray, "a list")) {
      entries.add(new Entry(path + "." + name + "[" + entries.size() + "]", element));
    }
    return entries;
  }

  List<String> texts(String name) {
    List<String> texts = new ArrayList<>();
    for (JsonNode element : required(name, JsonNode::isArray, "a list of texts")) {
      texts.add(element.asString());
    }
    return texts;
  }

  private JsonNode required(String name, Predicate<JsonNode> form, String expected) {
    JsonNode value = node.path(name);
    if (!form.test(value)) {
      throw new IllegalStateException(
          "catalogue: " + path + "." + name + " is " + value + ", expected " + expected);
    }
    return value;
  }
}

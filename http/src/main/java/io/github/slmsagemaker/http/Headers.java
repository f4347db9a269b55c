package io.github.slmsagemaker.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Header fields in the order they came or were added: names compare without case, a name may occur
 * more than once. Immutable.
 *
 * @param fields the fields in order
 */
public record Headers(List<Field> fields) {
  private static final Headers NONE = new Headers(List.of());

  /** Fields that speak of one connection, not of the message (RFC 9110, 7.6.1). */
  private static final Set<String> HOP_BY_HOP =
      Set.of(
          "connection",
          "keep-alive",
          "proxy-connection",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade");

  public Headers {
    fields = List.copyOf(fields);
  }

  /** No fields. */
  public static Headers none() {
    return NONE;
  }

  /**
   * One field.
   *
   * @throws IllegalArgumentException for a name or value that HTTP does not allow
   */
  public static Headers of(String name, String value) {
    return NONE.with(name, value);
  }

  /** What came over the network, in order. */
  public static Headers received(List<Map.Entry<String, String>> entries) {
    return new Headers(
        entries.stream().map(entry -> new Field(entry.getKey(), entry.getValue())).toList());
  }

  /**
   * These fields and one more; fields of the same name stay.
   *
   * @throws IllegalArgumentException for a name or value that HTTP does not allow
   */
  public Headers with(String name, String value) {
    List<Field> more = new ArrayList<>(fields);
    more.add(new Field(name, value));
    return new Headers(more);
  }

  /**
   * These fields with exactly one of that name.
   *
   * @throws IllegalArgumentException for a name or value that HTTP does not allow
   */
  public Headers withOnly(String name, String value) {
    return without(name).with(name, value);
  }

  /** These fields, then those; fields of the same name stay. */
  public Headers with(Headers others) {
    List<Field> more = new ArrayList<>(fields);
    more.addAll(others.fields);
    return new Headers(more);
  }

  /** These fields but none of that name. */
  public Headers without(String name) {
    return new Headers(fields.stream().filter(field -> !field.isNamed(name)).toList());
  }

  /**
   * What may be passed on to another connection: neither the hop-by-hop fields nor those that
   * {@code Connection} names (RFC 9110, 7.6.1).
   */
  public Headers endToEnd() {
    List<String> named =
        all("connection").stream()
            .flatMap(value -> List.of(value.split(",", -1)).stream())
            .map(token -> token.strip().toLowerCase(Locale.ROOT))
            .toList();
    return new Headers(
        fields.stream()
            .filter(field -> !HOP_BY_HOP.contains(field.name().toLowerCase(Locale.ROOT)))
            .filter(field -> !named.contains(field.name().toLowerCase(Locale.ROOT)))
            .toList());
  }

  /** The value of the first field of that name. */
  public Optional<String> first(String name) {
    return fields.stream().filter(field -> field.isNamed(name)).map(Field::value).findFirst();
  }

  /** The values of all fields of that name, in order. */
  public List<String> all(String name) {
    return fields.stream().filter(field -> field.isNamed(name)).map(Field::value).toList();
  }

  /** Whether a field of that name is there. */
  public boolean has(String name) {
    return first(name).isPresent();
  }

  /** Names alone: a value may be a key. */
  @Override
  public String toString() {
    return "Headers" + fields.stream().map(Field::name).toList();
  }

  /**
   * One field.
   *
   * @param name a token (RFC 9110, 5.6.2)
   * @param value visible Latin-1 characters, spaces and tabs; never CR, LF or NUL (RFC 9110, 5.5)
   */
  public record Field(String name, String value) {
    private static final String TOKEN_PUNCTUATION = "!#$%&'*+-.^_`|~";

    public Field {
      if (name.isEmpty() || !name.chars().allMatch(Field::isTokenCharacter)) {
        throw new IllegalArgumentException(
            "header name: \"%s\" has characters other than letters, digits and %s"
                .formatted(printable(name), TOKEN_PUNCTUATION));
      }
      if (!value.chars().allMatch(Field::isValueCharacter)) {
        throw new IllegalArgumentException(
            "header %s: the value has control or non-Latin-1 characters; remove or encode them"
                .formatted(name));
      }
    }

    boolean isNamed(String other) {
      return name.equalsIgnoreCase(other);
    }

    /** The name alone: the value may be a key. */
    @Override
    public String toString() {
      return name;
    }

    private static boolean isTokenCharacter(int c) {
      return (c >= 'a' && c <= 'z')
          || (c >= 'A' && c <= 'Z')
          || (c >= '0' && c <= '9')
          || TOKEN_PUNCTUATION.indexOf(c) >= 0;
    }

    private static boolean isValueCharacter(int c) {
      return c == '\t' || (c >= 0x20 && c <= 0xFF && c != 0x7F);
    }

    private static String printable(String text) {
      return text.codePoints()
          .limit(40)
          .mapToObj(c -> c > 0x20 && c < 0x7F ? Character.toString(c) : "?")
          .reduce("", String::concat);
    }
  }
}

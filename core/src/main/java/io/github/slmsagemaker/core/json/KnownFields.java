package io.github.slmsagemaker.core.json;

import static io.github.slmsagemaker.core.json.RequestField.Status.NAMED;
import static io.github.slmsagemaker.core.json.RequestField.Status.REFUSED;
import static java.util.stream.Collectors.toUnmodifiableMap;

import io.github.slmsagemaker.core.failure.Failure.BadRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/**
 * The fields that a request may have at its top level, and what becomes of all others: a likely
 * typing error is refused, the rest is dropped and named.
 */
public final class KnownFields {
  /** Stands at the end of a name that means every field that begins so. */
  private static final String ANY = "*";

  private final Map<String, RequestField> byName;
  private final Spelling spelling;

  /**
   * @param fields all that are known; a name may end in {@code *}
   * @param otherNames what other APIs call a field, to the name it has here
   */
  public KnownFields(List<RequestField> fields, Map<String, String> otherNames) {
    this.byName =
        fields.stream().collect(toUnmodifiableMap(RequestField::name, Function.identity()));
    this.spelling =
        new Spelling(
            fields.stream()
                .filter(field -> field.status() != REFUSED && field.status() != NAMED)
                .map(RequestField::name)
                .toList(),
            otherNames);
  }

  /**
   * Passes a body whose fields can be obeyed or left out.
   *
   * @throws BadRequest for a field that is refused, or is a likely typing error of another
   */
  public void admit(Fields body, IgnoredFields ignored) {
    List<Field> present = body.boundedPresent();
    for (Field value : present) {
      Optional<RequestField> known = known(value.path());
      if (known.isEmpty()) {
        spelling.check(value.path(), value.path());
        ignored.add(value.path());
      } else if (known.get().status() == NAMED) {
        ignored.add(value.path());
      } else if (known.get().status() == REFUSED && !meansNothing(value.node())) {
        throw Refusal.field(
            value.path(), Refusal.UNSUPPORTED_PARAMETER, "is not supported: " + known.get().note());
      }
    }
  }

  private Optional<RequestField> known(String name) {
    RequestField exact = byName.get(name);
    return exact != null
        ? Optional.of(exact)
        : byName.values().stream()
            .filter(field -> field.name().endsWith(ANY))
            .filter(field -> name.startsWith(field.name().substring(0, field.name().length() - 1)))
            .findFirst();
  }

  /** An empty object is something: {@code web_search_options: {}} asks for a search. */
  private static boolean meansNothing(JsonNode value) {
    return switch (value.getNodeType()) {
      case BOOLEAN -> !value.booleanValue();
      case NUMBER -> value.doubleValue() == 0;
      case STRING -> value.stringValue().isEmpty();
      case ARRAY -> value.isEmpty();
      default -> false;
    };
  }
}

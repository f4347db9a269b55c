package io.github.slmsagemaker.core.openai.request;

import io.github.slmsagemaker.core.json.Field;
import io.github.slmsagemaker.core.json.Fields;
import io.github.slmsagemaker.core.json.IgnoredFields;
import io.github.slmsagemaker.core.schema.SchemaRules;
import io.github.slmsagemaker.core.chat.ResponseFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads {@code response_format}. */
final class ResponseFormatReader {
  private static final Set<String> JSON_SCHEMA = Set.of("name", "schema", "strict", "description");

  private ResponseFormatReader() {}

  /** Any text where there is none, or an empty one. */
  static ResponseFormat read(Optional<Field> format, IgnoredFields ignored) {
    return format
        .map(Field::object)
        .filter(fields -> !fields.present().isEmpty())
        .map(fields -> format(fields, ignored))
        .orElseGet(ResponseFormat.Text::new);
  }

  private static ResponseFormat format(Fields format, IgnoredFields ignored) {
    Field type = format.required("type");
    return switch (type.string()) {
      case "text" -> {
        format.only(Set.of("type"), ignored);
        yield new ResponseFormat.Text();
      }
      case "json_object" -> {
        for (String promise : List.of("schema", "json_schema")) {
          format
              .optional(promise)
              .ifPresent(
                  schema -> {
                    throw schema.unsupported("the type json_schema where there is a schema");
                  });
        }
        format.only(Set.of("type"), ignored);
        yield new ResponseFormat.JsonObject();
      }
      case "json_schema" ->
          jsonSchema(
              format.only(Set.of("type", "json_schema"), ignored).required("json_schema").object(),
              ignored);
      default -> throw type.unsupported("text, json_object or json_schema");
    };
  }

  private static ResponseFormat jsonSchema(Fields wanted, IgnoredFields ignored) {
    wanted.only(JSON_SCHEMA, ignored);
    wanted.optional("strict").ifPresent(Field::bool);
    wanted.optional("description").ifPresent(Field::string);
    String name = Names.identifier(wanted.required("name"));
    Field schema = wanted.required("schema");
    SchemaRules.requireSize(schema);
    return new ResponseFormat.JsonSchema(name, new SchemaRules().check(schema));
  }
}

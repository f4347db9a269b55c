package io.github.slmsagemaker.core.openai.request;

import io.github.slmsagemaker.core.json.Field;
import io.github.slmsagemaker.core.json.Fields;
import io.github.slmsagemaker.core.schema.SchemaRules;
import io.github.slmsagemaker.core.chat.ResponseFormat;
import java.util.Optional;
import java.util.Set;

/** Reads {@code response_format}. */
final class ResponseFormatReader {
  private static final Set<String> JSON_SCHEMA = Set.of("name", "schema", "strict", "description");

  private ResponseFormatReader() {}

  static ResponseFormat read(Optional<Field> format) {
    return format.map(field -> format(field.object())).orElseGet(ResponseFormat.Text::new);
  }

  private static ResponseFormat format(Fields format) {
    Field type = format.required("type");
    return switch (type.string()) {
      case "text" -> {
        format.allowOnly(Set.of("type"));
        yield new ResponseFormat.Text();
      }
      case "json_object" -> {
        format.allowOnly(Set.of("type"));
        yield new ResponseFormat.JsonObject();
      }
      case "json_schema" ->
          jsonSchema(
              format.allowOnly(Set.of("type", "json_schema")).required("json_schema").object());
      default -> throw type.unsupported("text, json_object or json_schema");
    };
  }

  private static ResponseFormat jsonSchema(Fields wanted) {
    wanted.allowOnly(JSON_SCHEMA);
    wanted.optional("strict").ifPresent(Field::bool);
    wanted.optional("description").ifPresent(Field::string);
    String name = Names.identifier(wanted.required("name"));
    Field schema = wanted.required("schema");
    SchemaRules.requireSize(schema);
    return new ResponseFormat.JsonSchema(name, SchemaRules.check(schema));
  }
}
